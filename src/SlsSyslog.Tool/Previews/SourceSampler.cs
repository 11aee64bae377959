using Microsoft.Extensions.Logging.Abstractions;
using SlsSyslog.ConsumerGroups;

namespace SlsSyslog.Tool;

/// <summary>
/// Reads some records from the logstores of a route. It is not a member of the consumer group and stores nothing: a forwarder that runs does not
/// notice it.
/// </summary>
/// <param name="options">The options of the source.</param>
/// <param name="credentials">The credentials.</param>
/// <param name="timeProvider">The clock.</param>
internal sealed class SourceSampler(ConsumerGroupOptions options, ISlsCredentialProvider credentials, TimeProvider timeProvider)
{
    private const int MaxLogGroups = 10;

    // Recent records are the most useful ones, but a logstore can be quiet.
    private static readonly TimeSpan[] Periods = [TimeSpan.FromMinutes(15), TimeSpan.FromDays(1)];

    /// <summary>Reads records.</summary>
    /// <param name="from">The position to read from; null for recent records, or older ones when there are none.</param>
    /// <param name="count">The number of records at most.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<IReadOnlyList<RecordSnapshot>> ReadAsync(ShardPosition? from, int count, CancellationToken cancellationToken)
    {
        await SlsContact.EnsureAsync(options, Verifier.LogstoresOf(options), credentials, timeProvider, cancellationToken).ConfigureAwait(false);
        DateTimeOffset now = timeProvider.GetUtcNow();
        ShardPosition[] positions = from is { } position
            ? [position]
            : [.. Periods.Select(period => ShardPosition.At(now - period)), ShardPosition.Earliest];
        List<RecordSnapshot> records = [];
        foreach (ShardPosition start in positions)
        {
            records = await ReadFromAsync(start, count, cancellationToken).ConfigureAwait(false);
            if (records.Count > 0)
            {
                break;
            }
        }

        return records;
    }

    private async Task<List<RecordSnapshot>> ReadFromAsync(ShardPosition from, int count, CancellationToken cancellationToken)
    {
        FixedRangeOptions range = new(options) { From = from, RetryTimeout = SlsContact.RetryTimeout, MaxLogGroupsPerPull = MaxLogGroups };
        FixedRangeSource source = new(range, credentials, NullLoggerFactory.Instance, timeProvider);
        Collector collector = new(count, cancellationToken);
        using (collector)
        {
            await source.RunAsync(collector.CollectAsync, collector.Enough).ConfigureAwait(false);
        }

        cancellationToken.ThrowIfCancellationRequested();
        return collector.Records;
    }

    /// <summary>Collects records of all shards until there are enough.</summary>
    private sealed class Collector(int count, CancellationToken cancellationToken) : IDisposable
    {
        private readonly CancellationTokenSource _enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        private readonly Lock _lock = new();

        public List<RecordSnapshot> Records { get; } = [];

        public CancellationToken Enough => _enough.Token;

        public async Task CollectAsync(ILogLease lease)
        {
            try
            {
                while (await lease.ReadAsync(null, Enough).ConfigureAwait(false) is { } batch)
                {
                    using (batch)
                    {
                        Add(batch);
                    }

                    if (Records.Count >= count)
                    {
                        await _enough.CancelAsync().ConfigureAwait(false);
                    }
                }
            }
            catch (OperationCanceledException) when (Enough.IsCancellationRequested)
            {
                // Another shard had enough.
            }
        }

        public void Dispose() => _enough.Dispose();

        private void Add(LogBatch batch)
        {
            lock (_lock)
            {
                while (Records.Count < count && batch.MoveNext())
                {
                    Records.Add(new RecordSnapshot(batch.Current));
                }
            }
        }
    }
}
