using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace SlsSyslog.AspNetCore.Tests;

public sealed class StatusEndpointTests
{
    private static readonly string[] AllPaths = ["/", "/status", "/status/history", "/health", "/health/live", "/health/ready"];

    // Enough that a response does not fit into the buffers of the sockets.
    private static SlsSyslogStatus Large => StatusExamples.Of(StatusExamples.Running with
    {
        Shards = [.. Enumerable.Range(0, 4000).Select(i => StatusExamples.Shard($"actiontrail/{i}"))],
        LastError = new StatusError(StatusExamples.Now, new string('x', 20_000_000), ""),
    });

    [Fact]
    public async Task Get_Status_ContainsRoutesWithDurationsInSeconds()
    {
        await using WebScene scene = await WebScene.StartAsync(StatusExamples.Of(StatusExamples.Running, StatusExamples.Attention));

        using JsonDocument json = JsonDocument.Parse((await scene.GetAsync("/status")).Body);
        JsonElement route = json.RootElement.GetProperty("routes")[1];

        Assert.Equal("audit", route.GetProperty("name").GetString());
        Assert.Equal("Unhealthy", route.GetProperty("health").GetString());
        Assert.Equal("Blocked: 1 of 3 shards cannot continue.", route.GetProperty("summary").GetString());
        Assert.Equal("Running", route.GetProperty("state").GetString());
        Assert.Equal(0.41, route.GetProperty("deliveryLag").GetDouble());
        Assert.Equal(12, route.GetProperty("totals").GetProperty("deadLettered").GetInt64());
        Assert.Equal(JsonValueKind.Null, route.GetProperty("credentialExpiresAt").ValueKind);
    }

    // Dashboards and scripts of users read these names.
    [Fact]
    public async Task Get_Status_HasThePublishedNames()
    {
        await using WebScene scene = await WebScene.StartAsync(StatusExamples.Of(StatusExamples.Waiting));

        using JsonDocument json = JsonDocument.Parse((await scene.GetAsync("/status")).Body);
        JsonElement route = json.RootElement.GetProperty("routes")[0];

        Assert.Equal("version startedAt time health totals routes", Names(json.RootElement));
        Assert.Equal("status reasons checks", Names(json.RootElement.GetProperty("health")));
        Assert.Equal("route status problem action", Names(json.RootElement.GetProperty("health").GetProperty("reasons")[0]));
        Assert.Equal(
            "read filtered delivered deadLettered skipped released pending repeated truncated sanitized unreadableTimes",
            Names(json.RootElement.GetProperty("totals")));
        Assert.Equal(
            "name health summary state project logstores consumerGroup consumer isRegistered heartbeatAge checkpointAge totals recordsPerSecond "
            + "bytesPerSecond readLag deliveryLag retentionLeft unsettledBytes sendThrottledTime memoryUsedBytes memoryLimitBytes "
            + "areCredentialsRejected credentialExpiresAt lastDeliveryAt deadLetterTarget lastError destinations outages shards unownedShards",
            Names(route));
        Assert.Equal("side start end cause lateRecords repeatedRecords", Names(route.GetProperty("outages")[0]));
        Assert.Equal(
            "address scheme connections connects breaks unsettledBytes certificateExpiresAt lastError", Names(route.GetProperty("destinations")[0]));
        Assert.Equal("time message action", Names(route.GetProperty("lastError")));
        Assert.Equal(
            "name isOwned nextPosition confirmedPosition readLag deliveryLag retentionLeft totals unsettledBytes blocked lastError",
            Names(route.GetProperty("shards")[0]));
    }

    [Fact]
    public async Task Get_EachPath_HasSafeHeaders()
    {
        await using WebScene scene = await WebScene.StartAsync(StatusExamples.Of(StatusExamples.Running));

        foreach (string path in AllPaths)
        {
            using HttpResponseMessage response = await scene.SendAsync(path);
            Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
            Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
            Assert.Contains("default-src 'none'", Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
            Assert.Equal("same-origin", Assert.Single(response.Headers.GetValues("Cross-Origin-Resource-Policy")));
            Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
        }
    }

    [Fact]
    public async Task Head_EachPath_HasTheLengthAndNoBody()
    {
        await using WebScene scene = await WebScene.StartAsync(StatusExamples.Of(StatusExamples.Running));

        foreach (string path in AllPaths)
        {
            using HttpResponseMessage response = await scene.SendAsync(path, method: HttpMethod.Head);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.True(response.Content.Headers.ContentLength > 0);
            Assert.Empty(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task Post_EachPath_IsNotAllowed()
    {
        await using WebScene scene = await WebScene.StartAsync(StatusExamples.Of(StatusExamples.Running));

        foreach (string path in AllPaths)
        {
            using HttpResponseMessage response = await scene.SendAsync(path, method: HttpMethod.Post);
            Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        }
    }

    [Fact]
    public async Task Get_FloodWithinASecond_ReadsTheStatusOnce()
    {
        await using WebScene scene = await WebScene.StartAsync(StatusExamples.Of(StatusExamples.Running));

        HttpStatusCode[] statuses = await Task.WhenAll(Enumerable.Range(0, 2000).Select(async _ => (await scene.GetAsync("/status")).Status));

        // Two checks and the snapshot.
        Assert.Equal(1 + 3, scene.Status.Reads);
        Assert.All(statuses, status => Assert.True(status is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable));
        Assert.Contains(HttpStatusCode.OK, statuses);

        scene.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, (await scene.GetAsync("/status")).Status);
        Assert.Equal(1 + 6, scene.Status.Reads);
    }

    [Fact]
    public async Task Get_ClientsThatDoNotRead_UseABoundedNumberOfPlacesForABoundedTime()
    {
        await using WebScene scene = await WebScene.StartAsync(Large);
        List<Socket> clients = [];
        try
        {
            byte[] request = Encoding.ASCII.GetBytes($"GET /status HTTP/1.1\r\nHost: {scene.Address.Authority}\r\n\r\n");
            HttpStatusCode status = HttpStatusCode.OK;
            while (status == HttpStatusCode.OK)
            {
                Assert.True(clients.Count < 100, "The number of requests is not limited.");
                Socket client = new(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
                clients.Add(client);
                await client.ConnectAsync(scene.Address.Host, scene.Address.Port, TestContext.Current.CancellationToken);
                await client.SendAsync(request, TestContext.Current.CancellationToken);
                await client.ReceiveAsync(new byte[1], TestContext.Current.CancellationToken); // the response has begun
                using HttpResponseMessage response = await scene.SendAsync("/status", method: HttpMethod.Head);
                status = response.StatusCode;
            }

            Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
            Assert.Equal(32, clients.Count);
            Assert.Equal(HttpStatusCode.OK, (await scene.GetAsync("/health/live")).Status);
            Assert.Equal(HttpStatusCode.OK, (await scene.GetAsync("/health/ready")).Status);

            scene.Time.Advance(TimeSpan.FromSeconds(10));
            await Eventually.TrueAsync(() => IsServed(scene), "The places were not released.");
        }
        finally
        {
            clients.ForEach(client => client.Dispose());
        }
    }

    [Fact]
    public async Task Map_BelowAPath_ServesThePageThere()
    {
        await using WebScene scene = await WebScene.StartAsync(StatusExamples.Of(StatusExamples.Running), path: "/sls");

        Assert.Equal(HttpStatusCode.OK, (await scene.GetAsync("/sls")).Status);
        Assert.Equal(HttpStatusCode.OK, (await scene.GetAsync("/sls/")).Status);
        Assert.Equal(HttpStatusCode.OK, (await scene.GetAsync("/sls/status")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await scene.GetAsync("/status")).Status);
    }

    private static bool IsServed(WebScene scene)
    {
        using HttpRequestMessage request = new(HttpMethod.Head, "/status");
        using HttpResponseMessage response = scene.Client.Send(request);
        return response.StatusCode == HttpStatusCode.OK;
    }

    private static string Names(JsonElement element) => string.Join(' ', element.EnumerateObject().Select(property => property.Name));
}
