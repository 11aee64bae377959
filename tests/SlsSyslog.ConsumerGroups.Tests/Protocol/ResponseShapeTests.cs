using System.Net;
using System.Text;
using SlsSyslog.Serialization;

namespace SlsSyslog.ConsumerGroups.Tests;

// Every operation with every shape of a 200 response: the documented result, or a typed exception, which is retried.
public sealed class ResponseShapeTests : IDisposable
{
    private const string Huge = "99999999999999999999999";

    private static readonly Dictionary<string, Func<SlsClient, Task>> Operations = new()
    {
        ["ListConsumerGroup"] = client => client.ListConsumerGroupsAsync(CancellationToken.None),
        ["CreateConsumerGroup"] = client => client.CreateConsumerGroupAsync("group", TimeSpan.FromSeconds(30), false, CancellationToken.None),
        ["HeartBeat"] = client => client.HeartbeatAsync("group", "consumer", [], CancellationToken.None),
        ["GetCheckPoint"] = client => client.GetCheckpointsAsync("group", 0, CancellationToken.None),
        ["UpdateCheckPoint"] = client => client.UpdateCheckpointAsync("group", "consumer", 0, new LogPosition("MA=="), false, CancellationToken.None),
        ["GetCursor"] = client => client.GetCursorAsync(0, "begin", CancellationToken.None),
        ["GetCursorTime"] = client => client.GetCursorTimeAsync(0, new LogPosition("MA=="), CancellationToken.None),
        ["ListShards"] = client => client.ListShardsAsync(CancellationToken.None),
        ["GetLogStore"] = client => client.GetLogstoreAsync(CancellationToken.None),
    };

    private static readonly string[] WrongBodies =
    [
        "<html>proxy</html>", "null", "[null]", "[[]]", "\"text\"", "true", "7.5", "{", "[{\"shard\":\"x\",\"name\":1,\"shardID\":{}}]",
        $"[{Huge}]", $"[{{\"name\":\"group\",\"timeout\":{Huge},\"shard\":{Huge},\"shardID\":{Huge}}}]",
        $"{{\"cursor\":[],\"cursor_time\":{Huge},\"ttl\":{Huge},\"errorCode\":7}}", "{\"errorCode\":\"Unauthorized\",\"ttl\":\"x\"}", "\uFEFF<?xml?>",
    ];

    private readonly SessionScene _scene = new();

    public static MatrixTheoryData<string, string> WrongShapes => new(Operations.Keys, WrongBodies);

    [Theory]
    [MemberData(nameof(WrongShapes))]
    public async Task CallAsync_ResponseHasAnotherForm_IsATypedError(string operation, string body)
    {
        Respond(body);

        Exception exception = await Assert.ThrowsAnyAsync<Exception>(() => Operations[operation](_scene.Logstore.Client));

        Assert.True(SlsErrors.IsKnown(exception), exception.ToString());
    }

    [Theory]
    [InlineData("HeartBeat", "[-1]")]
    [InlineData("HeartBeat", "{}")]
    [InlineData("GetCheckPoint", "[{\"checkpoint\":\"MA==\"}]")]
    [InlineData("ListShards", "[{\"status\":\"readwrite\"}]")]
    [InlineData("GetCursorTime", "{}")]
    [InlineData("GetCursorTime", "{\"cursor_time\":-1}")]
    [InlineData("GetCursor", "{\"cursor\":\"\"}")]
    [InlineData("GetCursor", "")]
    [InlineData("GetLogStore", "")]
    [InlineData("UpdateCheckPoint", "[]")]
    [InlineData("CreateConsumerGroup", "[]")]
    public async Task CallAsync_ResultIsIncomplete_IsATypedError(string operation, string body)
    {
        Respond(body);

        Exception exception = await Assert.ThrowsAnyAsync<Exception>(() => Operations[operation](_scene.Logstore.Client));

        Assert.True(SlsErrors.IsKnown(exception), exception.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n")]
    [InlineData("{}")]
    public async Task UpdateCheckpointAsync_EmptyResult_IsASuccess(string body)
    {
        Respond(body);

        await Operations["UpdateCheckPoint"](_scene.Logstore.Client);

        Assert.Single(_scene.Requests);
    }

    [Theory]
    [InlineData(HttpStatusCode.OK, ResponseBody.MaxJsonBytes)]
    [InlineData(HttpStatusCode.BadGateway, ResponseBody.MaxErrorBytes)]
    public async Task CallAsync_EndlessBodyWithoutALength_IsReadToTheLimitOnly(HttpStatusCode status, int limit)
    {
        EndlessStream endless = new();
        _scene.RespondAsync = (_, _) => Task.FromResult(new HttpResponseMessage(status) { Content = new StreamContent(endless) });

        Exception exception = await Assert.ThrowsAnyAsync<Exception>(() => _scene.Logstore.Client.ListShardsAsync(CancellationToken.None));

        Assert.True(SlsErrors.IsKnown(exception), exception.ToString());
        Assert.InRange(endless.Bytes, limit, limit + (64 * 1024));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20_000_000)]
    [InlineData(int.MaxValue)]
    public async Task RunAsync_AnyRetentionPeriod_DoesNotEndTheWatch(int ttl)
    {
        using CancellationTokenSource stop = new();
        Respond($$"""{"ttl":{{ttl}}}""");

        Task watching = new RetentionWatch(_scene.Logstore).RunAsync(stop.Token);
        await Eventually.TrueAsync(() =>
        {
            _scene.Time.Advance(TimeSpan.FromMinutes(1));
            return _scene.Requests.Count >= 2;
        });
        Assert.False(watching.IsCompleted);
        await stop.CancelAsync();

        await watching;
        Assert.Equal(0, _scene.Log.Count(253));
    }

    [Fact]
    public void Create_HugeTimeoutOfTheGroup_IsLimitedToWhatTimersSupport() =>
        Assert.Equal(TimeSpan.FromDays(1), HeartbeatTiming.Create(TimeSpan.FromSeconds(int.MaxValue), TimeSpan.FromSeconds(5)).GroupTimeout);

    public void Dispose() => _scene.Dispose();

    private void Respond(string body) => _scene.RespondAsync = (_, _) => Task.FromResult(
        new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) });

    private sealed class EndlessStream : MemoryStream
    {
        public long Bytes { get; private set; }

        public override bool CanSeek => false;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            buffer.Span.Fill((byte)' ');
            Bytes += buffer.Length;
            return ValueTask.FromResult(buffer.Length);
        }
    }
}
