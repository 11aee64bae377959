using System.Text;
using System.Text.RegularExpressions;
using SlsSyslog.Serialization;

namespace SlsSyslog.ConsumerGroups.Tests;

public sealed partial class CheckpointWriterTests : IDisposable
{
    private readonly SessionScene _scene = new();
    private readonly CancellationTokenSource _lost = new();
    private readonly List<Exception> _ownershipLost = [];

    [Fact]
    public async Task Confirm_FirstPosition_IsStoredImmediatelyAndNotForced()
    {
        using CheckpointWriter writer = Writer(stored: 100);

        writer.Confirm(At(101));
        await Eventually.TrueAsync(() => Stored.Length == 1);

        Assert.Equal(
            """/logstores/store/consumergroups/group?type=checkpoint&consumer=consumer-1&forceSuccess=false {"shard":7,"checkpoint":"MTAx"}""",
            _scene.Requests.Single().Text);
    }

    [Fact]
    public async Task Confirm_SeveralPositionsWithinTheInterval_StoresTheNewestAfterTheInterval()
    {
        using CheckpointWriter writer = Writer(stored: 100);
        writer.Confirm(At(101));
        await Eventually.TrueAsync(() => Stored.Length == 1);

        writer.Confirm(At(102));
        writer.Confirm(At(103));
        await _scene.AdvanceUntilAsync(() => Stored.Length == 2);

        Assert.Equal([101, 103], Stored);
        Assert.True(_scene.Requests.Last().SentAt - _scene.Requests.First().SentAt >= _scene.Options.CommitInterval);
    }

    [Theory]
    [InlineData(300, false)]
    [InlineData(301, true)]
    public async Task Confirm_SizeOfCommitAfterBytes_IsStoredWithoutTheInterval(int bytes, bool isEarly)
    {
        _scene.Options.CommitAfterBytes = 601;
        using CheckpointWriter writer = Writer(stored: 100);
        writer.Confirm(At(101));
        await Eventually.TrueAsync(() => Stored.Length == 1);

        writer.AddRead(new SizedBatch(At(102), 300));
        writer.AddRead(new SizedBatch(At(103), bytes));
        writer.Confirm(At(102));
        writer.Confirm(At(103));

        if (isEarly)
        {
            await Eventually.TrueAsync(() => Stored.Length == 2);
        }
        else
        {
            await _scene.AdvanceUntilAsync(() => Stored.Length == 2);
        }

        TimeSpan between = _scene.Requests.Last().SentAt - _scene.Requests.First().SentAt;
        Assert.Equal(isEarly, between < _scene.Options.CommitInterval);
    }

    [Fact]
    public async Task Confirm_BatchesThatAreReadAgain_CountOnce()
    {
        _scene.Options.CommitAfterBytes = 600;
        using CheckpointWriter writer = Writer(stored: 100);
        writer.Confirm(At(101));
        await Eventually.TrueAsync(() => Stored.Length == 1);

        writer.AddRead(new SizedBatch(At(102), 300));
        writer.AddRead(new SizedBatch(At(103), 300));
        writer.AddRead(new SizedBatch(At(102), 300));
        writer.Confirm(At(102));
        await _scene.AdvanceUntilAsync(() => Stored.Length == 2);

        Assert.True(_scene.Requests.Last().SentAt - _scene.Requests.First().SentAt >= _scene.Options.CommitInterval);
    }

    [Fact]
    public async Task Confirm_OlderPosition_NeverMovesBackward()
    {
        using CheckpointWriter writer = Writer(stored: 100);
        writer.Confirm(At(102));
        await Eventually.TrueAsync(() => Stored.Length == 1);

        writer.Confirm(At(99));
        writer.Confirm(At(101));
        writer.Confirm(At(102));

        Assert.True(await writer.FlushAsync(CancellationToken.None));
        Assert.Equal([102], Stored);
    }

    [Fact]
    public async Task Confirm_OlderThanTheStoredCheckpoint_StoresNothing()
    {
        using CheckpointWriter writer = Writer(stored: 100);

        writer.Confirm(At(99));
        writer.Confirm(At(100));

        Assert.True(await writer.FlushAsync(CancellationToken.None));
        Assert.Empty(_scene.Requests);
    }

    [Fact]
    public async Task FlushAsync_NothingConfirmed_StoresNothing()
    {
        using CheckpointWriter writer = Writer(stored: null);

        Assert.True(await writer.FlushAsync(CancellationToken.None));

        Assert.Empty(_scene.Requests);
    }

    [Fact]
    public async Task FlushAsync_PositionWaitsForTheInterval_StoresItWithoutWaiting()
    {
        using CheckpointWriter writer = Writer(stored: 100);
        writer.Confirm(At(101));
        await Eventually.TrueAsync(() => Stored.Length == 1);
        writer.Confirm(At(102));

        Assert.True(await writer.FlushAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30)));

        Assert.Equal([101, 102], Stored);
    }

    [Fact]
    public async Task FlushAsync_DeadlinePasses_ReturnsFalseAndStops()
    {
        using CancellationTokenSource deadline = new();
        _scene.RespondAsync = async (_, cancellationToken) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            return SessionScene.Ok();
        };
        using CheckpointWriter writer = Writer(stored: 100);
        writer.Confirm(At(101));
        await Eventually.TrueAsync(() => Stored.Length == 1);

        Task<bool> flushing = writer.FlushAsync(deadline.Token);
        Assert.False(flushing.IsCompleted);
        await deadline.CancelAsync();

        Assert.False(await flushing.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task Confirm_RequestFails_IsRetriedWithTheNewestPosition()
    {
        int failures = 2;
        _scene.RespondAsync = (_, _) => Task.FromResult(failures-- > 0 ? SessionScene.Error(500, "InternalServerError") : SessionScene.Ok());
        using CheckpointWriter writer = Writer(stored: 100);
        writer.Confirm(At(101));
        await Eventually.TrueAsync(() => _scene.Log.Count(200) == 1);
        writer.Confirm(At(102));

        await _scene.AdvanceUntilAsync(() => Stored.Length == 3);

        Assert.True(await writer.FlushAsync(CancellationToken.None));
        Assert.Equal([101, 102, 102], Stored);
        Assert.Empty(_ownershipLost);
    }

    [Theory]
    [InlineData(403, "ConsumerNotMatch")]
    [InlineData(400, "NotExistConsumerWithBody")]
    [InlineData(404, "ShardNotExist")]
    public async Task Confirm_AnotherConsumerOwnsTheShard_ReportsItAndStoresNothingMore(int status, string code)
    {
        _scene.RespondAsync = (_, _) => Task.FromResult(SessionScene.Error(status, code));
        using CheckpointWriter writer = Writer(stored: 100);

        writer.Confirm(At(101));
        await Eventually.TrueAsync(() => _ownershipLost.Count == 1);
        writer.Confirm(At(102));
        _scene.Time.Advance(TimeSpan.FromMinutes(5));

        Assert.False(await writer.FlushAsync(CancellationToken.None));
        Assert.Equal([101], Stored);
    }

    [Fact]
    public async Task Confirm_ShardIsLostDuringTheRetryDelay_StoresNothingMore()
    {
        _scene.RespondAsync = (_, _) => Task.FromResult(SessionScene.Error(500, "InternalServerError"));
        using CheckpointWriter writer = Writer(stored: 100);
        writer.Confirm(At(101));
        await Eventually.TrueAsync(() => _scene.Log.Count(200) == 1);

        await _lost.CancelAsync();
        writer.Confirm(At(102));
        _scene.Time.Advance(TimeSpan.FromMinutes(5));

        Assert.False(await writer.FlushAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Equal([101], Stored);
    }

    [Fact]
    public async Task Confirm_ShardIsAlreadyLost_StoresNothing()
    {
        await _lost.CancelAsync();
        using CheckpointWriter writer = Writer(stored: 100);

        writer.Confirm(At(101));

        Assert.False(await writer.FlushAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Empty(Stored);
    }

    public void Dispose()
    {
        _lost.Dispose();
        _scene.Dispose();
    }

    private int[] Stored => [.. _scene.Requests.Select(request => Number(CheckpointPattern().Match(request.Text).Groups[1].Value))];

    // A batch of a size, without records.
    private sealed class SizedBatch(LogPosition next, int bytes) : LogBatch
    {
        public override LogPosition Start => At(100);

        public override LogPosition NextPosition => next;

        public override int RawBytes => bytes;

        public override LogRecord Current => default;

        public override bool MoveNext() => false;

        protected override void Dispose(bool disposing)
        {
        }
    }

    [GeneratedRegex("\"checkpoint\":\"([^\"]*)\"")]
    private static partial Regex CheckpointPattern();

    private static LogPosition At(int number) => new(Convert.ToBase64String(Encoding.ASCII.GetBytes($"{number}")));

    private static int Number(string cursor) => int.Parse(Encoding.ASCII.GetString(Convert.FromBase64String(cursor)));

    private CheckpointWriter Writer(int? stored) =>
        new(_scene.Logstore, _scene.Options, 7, stored is { } number ? At(number) : null, _ownershipLost.Add, _lost.Token);
}
