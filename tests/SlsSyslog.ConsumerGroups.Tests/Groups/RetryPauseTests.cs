using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;

namespace SlsSyslog.ConsumerGroups.Tests;

// Every error at every operation: how many requests a source sends per second, and that it continues when the error ends.
public sealed class RetryPauseTests
{
    private const int Speed = 400;
    private const int AtOnce = 8;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(15);

    public static TheoryData<string> Operations =>
    [
        "ListConsumerGroup", "CreateConsumerGroup", "HeartBeat", "GetCheckPoint", "UpdateCheckPoint", "GetCursor", "GetCursorTime", "ListShards",
        "GetLogStore", "PullLogs",
    ];

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task RunAsync_EveryErrorAtOneOperation_EachRetryHasAPauseAndTheSourceContinues(string operation)
    {
        using SemaphoreSlim slots = new(AtOnce);
        ConcurrentBag<string> problems = [];
        await Task.WhenAll(ErrorSpellings.All.Select(async spelling =>
        {
            await slots.WaitAsync();
            try
            {
                if (await TryAsync(operation, spelling) is { } problem)
                {
                    problems.Add($"{spelling}: {problem}");
                }
            }
            finally
            {
                slots.Release();
            }
        }));

        Assert.Empty(problems);
    }

    private static async Task<string?> TryAsync(string operation, (int Status, string Code, string Message) spelling)
    {
        await using FastTimeProvider time = new(Speed);
        using Service service = new(time, operation, spelling);
        using ListLogger log = new();
        using CancellationTokenSource stop = new();
        ConsumerGroupOptions options = new()
        {
            Endpoint = "http://host.test",
            Project = "proj",
            Logstore = "store",
            ConsumerGroup = "group",
            Consumer = "consumer-1",
            DrainTimeout = TimeSpan.FromSeconds(1),
            StartFrom = operation == "ListShards" ? ShardPosition.Latest : ShardPosition.Earliest,
        };
        ConsumerGroupSource source = new(options, new StaticCredentialProvider(new SlsCredential("id", "secret")), log, time)
        {
            CreateHandler = (_, _) => time.Slowing(service),
        };
        Task running = source.RunAsync(lease => ReadAsync(lease), stop.Token);
        try
        {
            await Eventually.TrueAsync(() => service.Errors > 0 || running.IsCompleted, () => log.Text);
            long start = time.GetTimestamp();
            int before = service.Requests;
            int errorsBefore = service.Errors;
            await Eventually.TrueAsync(() => time.GetElapsedTime(start) >= Duration || running.IsCompleted, () => log.Text);
            double seconds = time.GetElapsedTime(start).TotalSeconds;
            (int requests, int errors) = (service.Requests - before, service.Errors - errorsBefore);

            // Three polls a second, heartbeats, checkpoints; after an error at least the shortest delay of the backoff.
            if (requests > 20 + (6 * seconds) || errors > 10 + (3 * seconds))
            {
                return string.Create(CultureInfo.InvariantCulture, $"{requests} requests and {errors} errors in {seconds:0} s\n{log.Text}");
            }

            if (running.IsCompleted)
            {
                // The only error that ends a source.
                return running.Exception?.InnerException is SlsException { ErrorCode: "ConsumerGroupQuotaExceed" }
                    ? null
                    : $"ended: {running.Exception}";
            }

            service.IsFailing = false;
            int pulls = service.Pulls;
            int beats = service.Beats;
            await Eventually.TrueAsync(() => service.Pulls > pulls + 2 && service.Beats > beats + 1, () => $"{operation} {spelling}\n{log.Text}");
            return null;
        }
        finally
        {
            await stop.CancelAsync();
            await running.WaitAsync(TimeSpan.FromSeconds(30)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task ReadAsync(ILogLease lease)
    {
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(lease.Draining, lease.Lost);
        while (await lease.ReadAsync(null, ending.Token) is { } batch)
        {
            using (batch)
            {
                await lease.CommitAsync(batch.NextPosition, ending.Token);
            }
        }
    }

    // A service in memory with one shard, whose position moves with each pull.
    private sealed class Service(TimeProvider timeProvider, string failing, (int Status, string Code, string Message) spelling) : HttpMessageHandler
    {
        private int _next = 1000;
        private volatile string _checkpoint = "";
        private volatile bool _hasGroup;
        private int _invalidCursors;

        public volatile bool IsFailing = true;
        public int Errors;
        public int Requests;
        public int Pulls;
        public int Beats;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await Task.Yield();
            Interlocked.Increment(ref Requests);
            string body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
            string operation = OperationOf(request);
            if (IsFailing && operation == failing)
            {
                Interlocked.Increment(ref Errors);
                return Fail();
            }

            return Answer(operation, request.RequestUri!.Query, body);
        }

        private static string OperationOf(HttpRequestMessage request)
        {
            string path = request.RequestUri!.PathAndQuery;
            bool isGet = request.Method == HttpMethod.Get;
            return path.Contains("type=heartbeat", StringComparison.Ordinal) ? "HeartBeat"
                : path.Contains("type=checkpoint", StringComparison.Ordinal) ? "UpdateCheckPoint"
                : path.Contains("type=cursor_time", StringComparison.Ordinal) ? "GetCursorTime"
                : path.Contains("type=cursor", StringComparison.Ordinal) ? "GetCursor"
                : path.Contains("type=logs", StringComparison.Ordinal) ? "PullLogs"
                : path.EndsWith("/shards", StringComparison.Ordinal) ? "ListShards"
                : path.EndsWith("/consumergroups", StringComparison.Ordinal) ? (isGet ? "ListConsumerGroup" : "CreateConsumerGroup")
                : path.Contains("/consumergroups/", StringComparison.Ordinal) ? "GetCheckPoint"
                : "GetLogStore";
        }

        private static string Cursor(int number) => Convert.ToBase64String(Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture)));

        private HttpResponseMessage Fail()
        {
            HttpResponseMessage response = spelling.Code.Length == 0
                ? FaultHandler.Html(spelling.Status)
                : FaultHandler.Error(spelling.Status, spelling.Code, spelling.Message);
            response.Headers.Date = timeProvider.GetUtcNow();
            return response;
        }

        private HttpResponseMessage Answer(string operation, string query, string body)
        {
            switch (operation)
            {
                case "ListConsumerGroup":
                    return StubHandler.Json(HttpStatusCode.OK, _hasGroup ? """[{"name":"group","timeout":30,"order":false}]""" : "[]");
                case "CreateConsumerGroup":
                    _hasGroup = true;
                    return SessionScene.Ok();
                case "HeartBeat":
                    Interlocked.Increment(ref Beats);
                    return StubHandler.Json(HttpStatusCode.OK, "[0]");
                case "GetCheckPoint":
                    return StubHandler.Json(HttpStatusCode.OK, $$"""[{"shard":0,"checkpoint":"{{_checkpoint}}"}]""");
                case "UpdateCheckPoint":
                    _checkpoint = body.Split("\"checkpoint\":\"")[1].Split('"')[0];
                    return SessionScene.Ok();
                case "GetCursor":
                    return StubHandler.Json(HttpStatusCode.OK, $$"""{"cursor":"{{Cursor(Volatile.Read(ref _next))}}"}""");
                case "GetCursorTime":
                    return StubHandler.Json(HttpStatusCode.OK, """{"cursor_time":1768464550}""");
                case "ListShards":
                    return StubHandler.Json(HttpStatusCode.OK, """[{"shardID":0,"status":"readwrite","createTime":1}]""");
                case "GetLogStore":
                    return StubHandler.Json(HttpStatusCode.OK, """{"ttl":30}""");
                default:
                    return Pull(query);
            }
        }

        // The times of cursors are needed where a cursor has expired, so one pull in ten says so.
        private HttpResponseMessage Pull(string query)
        {
            Interlocked.Increment(ref Pulls);
            if (failing == "GetCursorTime" && Interlocked.Increment(ref _invalidCursors) % 10 == 3)
            {
                Interlocked.Add(ref _next, 100);
                return FaultHandler.Error(400, "InvalidCursor");
            }

            int number = int.Parse(
                Encoding.ASCII.GetString(Convert.FromBase64String(Uri.UnescapeDataString(query.Split("&cursor=")[1].Split('&')[0]))),
                CultureInfo.InvariantCulture);
            HttpResponseMessage response = SessionScene.Ok();
            response.Headers.Add("x-log-count", "0");
            response.Headers.Add("x-log-bodyrawsize", "0");
            response.Headers.Add("x-log-end-of-cursor", "1");
            response.Headers.Add("x-log-cursor", Cursor(number + 1));
            return response;
        }
    }
}
