using System.Net;
using SlsSyslog.Serialization;

namespace SlsSyslog.ConsumerGroups.Tests;

public sealed class LogPullerTests : IDisposable
{
    private static readonly byte[] Body = Convert.FromHexString(BlockVectors.ListOfFourLogsAsLz4);

    private readonly TestTimeProvider _timeProvider = new();
    private readonly BlockPool _pool = new(10_000_000);
    private readonly MemoryBudget _budget = new(1000);
    private readonly List<SlsConnection> _connections = [];
    private PullCompression _compression;

    [Fact]
    public async Task PullAsync_Response_ReturnsHeadersAndBody()
    {
        StubHandler handler = new(_ => Answer(new ByteArrayContent(Body)));

        PullResult pulled = await PullAsync(handler);

        Assert.Equal(("MTAwMA==", "MTAwMQ=="), (pulled.Start.Cursor, pulled.Next.Cursor));
        Assert.Equal((1, 217, BlockCompression.Lz4, 1000L), (pulled.GroupCount, pulled.RawBytes, pulled.Compression, pulled.FirstGroupCursor!.Value));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1447329714), pulled.ReceivedAt);
        Assert.True(pulled.ReachedEnd);
        Assert.Equal(Body, pulled.Body!.Bytes.ToArray());
        Assert.Equal(Body.Length, _budget.UsedBytes);
        pulled.Body.Dispose();
        pulled.Body.Dispose();
        Assert.Equal(0, _budget.UsedBytes);
        HttpRequestMessage request = handler.Requests[0];
        Assert.Equal("lz4", request.Headers.GetValues("Accept-Encoding").Single());
        Assert.Equal("/logstores/store/shards/0?type=logs&cursor=MTAwMA%3D%3D&count=1000", request.RequestUri!.PathAndQuery);
    }

    [Fact]
    public async Task PullAsync_Zstd_IsRequestedAndTheResponseDecides()
    {
        _compression = PullCompression.Zstd;
        StubHandler handler = new(_ => Answer(new ByteArrayContent(Body)));

        PullResult pulled = await PullAsync(handler);

        using PulledBody body = pulled.Body!;
        Assert.Equal("zstd", handler.Requests[0].Headers.GetValues("Accept-Encoding").Single());
        Assert.Equal(BlockCompression.Lz4, pulled.Compression);
    }

    [Fact]
    public async Task PullAsync_BodyWithoutALength_IsReadToItsEnd()
    {
        PullResult pulled = await PullAsync(new StubHandler(_ => Answer(new StreamContent(new Trickle(Body)))));

        using PulledBody body = pulled.Body!;
        Assert.Equal(Body, body.Bytes.ToArray());
    }

    [Theory]
    [InlineData("x-log-count", null)]
    [InlineData("x-log-count", "-1")]
    [InlineData("x-log-count", "0")]
    [InlineData("x-log-bodyrawsize", "0")]
    [InlineData("x-log-bodyrawsize", null)]
    [InlineData("x-log-bodyrawsize", "99999999999")]
    [InlineData("x-log-compresstype", "snappy")]
    [InlineData("x-log-cursor", "")]
    public async Task PullAsync_InvalidHeaders_AreAProtocolError(string name, string? value)
    {
        StubHandler handler = new(_ =>
        {
            HttpResponseMessage answer = Answer(new ByteArrayContent(Body));
            answer.Headers.Remove(name);
            if (value is not null)
            {
                answer.Headers.TryAddWithoutValidation(name, value);
            }

            return answer;
        });

        await Assert.ThrowsAsync<SlsProtocolException>(() => PullAsync(handler));
        Assert.Equal(0, _budget.UsedBytes);
    }

    [Fact]
    public async Task PullAsync_CursorDiffersFromTheCount_LeavesTheGroupCursorUnknown()
    {
        PullResult pulled = await PullAsync(new StubHandler(_ =>
        {
            HttpResponseMessage answer = Answer(new ByteArrayContent(Body));
            answer.Headers.Remove("x-log-read-last-cursor");
            answer.Headers.Add("x-log-read-last-cursor", "1007");
            return answer;
        }));

        using PulledBody body = pulled.Body!;
        Assert.Null(pulled.FirstGroupCursor);
    }

    [Theory]
    [InlineData("0", "217", "")]
    [InlineData("1", "0", "")]
    [InlineData("0", "217", "* | where a = 'b'")]
    [InlineData("1", "0", "* | where a = 'b'")]
    [InlineData("0", "0", "* | where a = 'b'")]
    [InlineData("0", "0", "")]
    public async Task PullAsync_CountsDisagreeWithTheBody_Fails(string groups, string rawBytes, string query)
    {
        StubHandler handler = new(_ =>
        {
            HttpResponseMessage answer = Answer(new ByteArrayContent(Body));
            answer.Headers.Remove("x-log-count");
            answer.Headers.Remove("x-log-bodyrawsize");
            answer.Headers.Add("x-log-count", groups);
            answer.Headers.Add("x-log-bodyrawsize", rawBytes);
            return answer;
        });

        await Assert.ThrowsAsync<SlsProtocolException>(() => PullAsync(handler, query));
    }

    [Fact]
    public async Task PullAsync_NoMemoryForLong_DropsTheResponseAndPullsAgainWhenThereIsSome()
    {
        MemoryReservation taken = _budget.TryReserve(950)!;
        Trickle first = new(Body);
        StubHandler handler = new(_ => Answer(new StreamContent(first)), _ => Answer(new ByteArrayContent(Body)));
        Task<PullResult> pulling = PullAsync(handler);

        // Waits first with the response, then without it.
        _timeProvider.Advance(TimeSpan.FromSeconds(4));
        Assert.False(first.IsDisposed);
        _timeProvider.Advance(TimeSpan.FromSeconds(2));
        await Eventually.TrueAsync(() => first.IsDisposed);
        Assert.False(pulling.IsCompleted);
        taken.Dispose();

        PullResult pulled = await pulling.WaitAsync(TimeSpan.FromSeconds(30));
        using PulledBody body = pulled.Body!;
        Assert.Equal(2, handler.Requests.Count);
        Assert.InRange(_budget.UsedBytes, Body.Length, 300);
    }

    [Fact]
    public async Task PullAsync_BodyStalls_TimesOutAndReturnsTheMemory()
    {
        Task<PullResult> pulling = PullAsync(new StubHandler(_ => Answer(new StreamContent(new Trickle(Body) { StallsAfter = 20 }))));

        await Eventually.TrueAsync(() =>
        {
            _timeProvider.Advance(TimeSpan.FromSeconds(10));
            return pulling.IsCompleted;
        });

        SlsException exception = await Assert.ThrowsAsync<SlsException>(() => pulling);
        Assert.Equal(0, exception.StatusCode);
        Assert.Equal(0, _budget.UsedBytes);
        Assert.True(_pool.RetainedBytes > 0);
    }

    public void Dispose() => _connections.ForEach(c => c.Dispose());

    private static HttpResponseMessage Answer(HttpContent content)
    {
        HttpResponseMessage answer = new(HttpStatusCode.OK) { Content = content };
        answer.Headers.Add("x-log-count", "1");
        answer.Headers.Add("x-log-bodyrawsize", "217");
        answer.Headers.Add("x-log-compresstype", "lz4");
        answer.Headers.Add("x-log-cursor", "MTAwMQ==");
        answer.Headers.Add("x-log-cursor-time", "1447329714");
        answer.Headers.Add("x-log-read-last-cursor", "1000");
        answer.Headers.Add("x-log-end-of-cursor", "1");
        return answer;
    }

    private Task<PullResult> PullAsync(StubHandler handler, string query = "")
    {
        Assert.Null(SlsEndpoint.Parse("http://host.test", "proj", out SlsEndpoint? endpoint));
        SlsConnection connection = new(
            endpoint!, new SignatureV1(), new StaticCredentialProvider(new SlsCredential("a", "b")), new SlsClock(_timeProvider), "test", handler);
        _connections.Add(connection);
        LogPuller puller = new(connection, new PullFilter(query, ""), _compression, _pool, _budget, _timeProvider);
        return puller.PullAsync(new PullRequest("store", 0, new LogPosition("MTAwMA==")), default, CancellationToken.None).AsTask();
    }

    // Returns a few bytes at a time and no length. Can stop at any place.
    private sealed class Trickle(byte[] bytes) : MemoryStream
    {
        private int _at;

        public int StallsAfter { get; init; } = int.MaxValue;

        public bool IsDisposed { get; private set; }

        public override bool CanSeek => false;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_at >= StallsAfter)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            }

            int count = Math.Min(Math.Min(7, buffer.Length), bytes.Length - _at);
            bytes.AsSpan(_at, count).CopyTo(buffer.Span);
            _at += count;
            return count;
        }

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            base.Dispose(disposing);
        }
    }
}
