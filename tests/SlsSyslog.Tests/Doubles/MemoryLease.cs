using System.Globalization;
using SlsSyslog.ConsumerGroups;
using SlsSyslog.Serialization;

namespace SlsSyslog.Tests;

/// <summary>A shard with prepared batches. Position n is before batch n.</summary>
internal sealed class MemoryLease(params string[][] batches) : ILogLease
{
    private readonly CancellationTokenSource _draining = new();
    private readonly CancellationTokenSource _lost = new();
    private int _next;

    public string ShardName { get; init; } = "logs/0";

    public CancellationToken Draining => _draining.Token;

    public CancellationToken Lost => _lost.Token;

    /// <summary>Gets a value that indicates whether the lease ends after the last batch.</summary>
    public bool IsBounded { get; init; }

    public List<int> Committed { get; } = [];

    public List<int> Rewinds { get; } = [];

    public List<MemoryBatch> Batches { get; } = [];

    public void Drain() => _draining.Cancel();

    public void Lose() => _lost.Cancel();

    public async ValueTask<LogBatch?> ReadAsync(LogPosition? rewindTo, CancellationToken cancellationToken)
    {
        if (rewindTo is { } position)
        {
            _next = int.Parse(position.Cursor, CultureInfo.InvariantCulture);
            Rewinds.Add(_next);
        }

        if (_next == batches.Length)
        {
            if (IsBounded)
            {
                return null;
            }

            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        MemoryBatch batch = new(_next, batches[_next]);
        _next++;
        lock (Batches)
        {
            Batches.Add(batch);
        }

        return batch;
    }

    public ValueTask CommitAsync(LogPosition position, CancellationToken cancellationToken)
    {
        lock (Committed)
        {
            Committed.Add(int.Parse(position.Cursor, CultureInfo.InvariantCulture));
        }

        return ValueTask.CompletedTask;
    }
}
