using Microsoft.Extensions.Time.Testing;
using SlsSyslog.ConsumerGroups;

namespace SlsSyslog.Tests;

public sealed class SourceWatchTests
{
    private static readonly SourceStatus Quiet = new([], null, false, 0, 0, false);

    private readonly FakeTimeProvider _time = new();
    private readonly StatusSource _source = new() { Status = Quiet };
    private readonly FailureOptions _failures = new();

    [Fact]
    public async Task RunAsync_DefaultPolicy_WatchesNothing() =>
        Assert.Null(await new SourceWatch(_source, _failures, _time).RunAsync(CancellationToken.None));

    [Fact]
    public async Task RunAsync_CredentialsRejectedForTenSeconds_ReturnsTheReason()
    {
        _failures.Credentials = FailureAction.StopHost;
        _source.Status = Quiet with { CredentialsRejected = true };
        Task<string?> watching = new SourceWatch(_source, _failures, _time).RunAsync(CancellationToken.None);

        int seconds = 0;
        await Eventually.TrueAsync(() =>
        {
            seconds++;
            _time.Advance(TimeSpan.FromSeconds(1));
            return watching.IsCompleted;
        });

        Assert.Equal("SLS rejects the access key or its permissions.", await watching);
        Assert.True(seconds >= 10, $"{seconds}");
    }

    [Fact]
    public async Task RunAsync_BlockCannotBeDecoded_ReturnsTheShard()
    {
        _failures.Block = FailureAction.StopHost;
        _source.Status = Quiet with
        {
            Shards = [new ShardStatus("logs/3", null, null, null) { Blocked = new SourceError(_time.GetUtcNow(), "It is torn.", "") }],
        };
        Task<string?> watching = new SourceWatch(_source, _failures, _time).RunAsync(CancellationToken.None);

        await Eventually.TrueAsync(() =>
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            return watching.IsCompleted;
        });

        Assert.Equal("A block of shard logs/3 cannot be decoded. It is torn.", await watching);
    }

    [Fact]
    public async Task RunAsync_Canceled_ReturnsNull()
    {
        _failures.Block = FailureAction.StopHost;
        using CancellationTokenSource ended = new();
        Task<string?> watching = new SourceWatch(_source, _failures, _time).RunAsync(ended.Token);

        await ended.CancelAsync();

        Assert.Null(await watching);
    }

    private sealed class StatusSource : IMonitoredSource
    {
        public required SourceStatus Status { get; set; }

        public Action<PullMeasurement>? OnPulled { get; set; }

        public SourceStatus GetStatus() => Status;

        public Task RunAsync(Func<ILogLease, Task> onLease, CancellationToken stopping) => Task.CompletedTask;
    }
}
