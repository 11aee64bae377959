using System.Collections.Concurrent;
using SlsSyslog.ConsumerGroups;
using SlsSyslog.Serialization;

namespace SlsSyslog.Tests;

/// <summary>A shard with prepared batches that several readers read. Position n is before batch n.</summary>
internal sealed class MemoryBranchingLease(params string[][] batches) : IBranchingLease
{
    private readonly CancellationTokenSource _draining = new();
    private int _openReaders;

    public string ShardName => "logs/0";

    public CancellationToken Draining => _draining.Token;

    public CancellationToken Lost => CancellationToken.None;

    /// <summary>Gets a value that indicates whether the lease ends after the last batch.</summary>
    public bool IsBounded { get; init; }

    /// <summary>Gets the index of a reader that fails.</summary>
    public int? FailsToRead { get; init; }

    public ConcurrentQueue<int> Committed { get; } = [];

    public int OpenReaders => Volatile.Read(ref _openReaders);

    public void Drain() => _draining.Cancel();

    public ILogReader OpenReader(int branch, int branches)
    {
        Interlocked.Increment(ref _openReaders);
        return new Reader(this, branch == FailsToRead);
    }

    public ValueTask<LogBatch?> ReadAsync(LogPosition? rewindTo, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask CommitAsync(LogPosition position, CancellationToken cancellationToken)
    {
        Committed.Enqueue(Cursors.NumberOf(position));
        return ValueTask.CompletedTask;
    }

    private sealed class Reader(MemoryBranchingLease lease, bool fails) : ILogReader
    {
        private int _next;

        public async ValueTask<LogBatch?> ReadAsync(LogPosition? rewindTo, CancellationToken cancellationToken)
        {
            if (fails)
            {
                throw new IOException("It cannot be read.");
            }

            _next = rewindTo is { } position ? Cursors.NumberOf(position) : _next;
            if (_next == lease.BatchCount)
            {
                if (lease.IsBounded)
                {
                    return null;
                }

                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            return new NumberedBatch(lease.BatchAt(_next), _next++);
        }

        public ValueTask DisposeAsync()
        {
            Interlocked.Decrement(ref lease._openReaders);
            return ValueTask.CompletedTask;
        }
    }

    private int BatchCount => batches.Length;

    private string[] BatchAt(int index) => batches[index];

    private sealed class NumberedBatch(string[] ids, int number) : LogBatch
    {
        private readonly MemoryBatch _inner = new(number, ids);

        public override LogPosition Start { get; } = Cursors.At(number);

        public override LogPosition NextPosition { get; } = Cursors.At(number + 1);

        public override int RawBytes => _inner.RawBytes;

        public override LogRecord Current => _inner.Current;

        public override bool MoveNext() => _inner.MoveNext();

        protected override void Dispose(bool disposing) => _inner.Dispose();
    }
}
