using System.Collections.Concurrent;
using System.Text;
using SlsSyslog.Serialization;
using SlsSyslog.Testing;

namespace SlsSyslog.ConsumerGroups.Tests;

// A consumer as a user writes it: reads every lease to its end, records the IDs, and commits after each batch.
internal sealed class Consumer : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly DeliveryLedger _ledger;
    private readonly Task _running;

    public Consumer(ILogSource source, DeliveryLedger ledger)
    {
        Source = (IMonitoredSource)source;
        _ledger = ledger;
        _running = source.RunAsync(ReadAsync, _stop.Token);
    }

    // Called for each batch before it is committed.
    public Func<ILogLease, LogBatch, Task> OnBatch { get; set; } = (_, _) => Task.CompletedTask;

    // The state of the lease of each shard.
    public ConcurrentDictionary<string, string> Leases { get; } = new();

    public IEnumerable<string> Open => Leases.Where(l => l.Value == "open").Select(l => l.Key).Order();

    public Task Running => _running;

    public IMonitoredSource Source { get; }

    public int Batches;

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _running.WaitAsync(TimeSpan.FromSeconds(60));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.WaitAsync(TimeSpan.FromSeconds(60)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task ReadAsync(ILogLease lease)
    {
        Leases[lease.ShardName] = "open";
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(lease.Draining, lease.Lost);
        try
        {
            while (await lease.ReadAsync(null, ending.Token) is { } batch)
            {
                using (batch)
                {
                    Interlocked.Increment(ref Batches);
                    while (batch.MoveNext())
                    {
                        Tick(batch.Current);
                    }

                    await OnBatch(lease, batch);
                    await lease.CommitAsync(batch.NextPosition, CancellationToken.None);
                }
            }

            Leases[lease.ShardName] = "finished";
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            Leases[lease.ShardName] = lease.Lost.IsCancellationRequested ? "lost" : "drained";
        }
        catch
        {
            Leases[lease.ShardName] = "failed";
            throw;
        }
    }

    // The shards for which a gap record was received.
    public ConcurrentQueue<string> Gaps { get; } = new();

    private void Tick(LogRecord record)
    {
        if (GapRecord.IsGap(record))
        {
            Assert.True(record.TryGetField("shard"u8, out ReadOnlySpan<byte> shard));
            Gaps.Enqueue(Encoding.UTF8.GetString(shard));
            return;
        }

        Assert.True(record.TryGetField("id"u8, out ReadOnlySpan<byte> id), Encoding.UTF8.GetString(record.Topic));
        _ledger.Receive(id);
    }
}
