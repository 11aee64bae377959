using SlsSyslog.Testing;

namespace SlsSyslog.FaultSuite;

/// <summary>Writes logs with ids into all writable shards, at a steady rate, until it is disposed.</summary>
public sealed class Producer : IAsyncDisposable
{
    public const int LogsPerGroup = 5;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);
    private readonly EmulatorLogstore _logs;
    private readonly DeliveryLedger _ledger;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    public Producer(EmulatorLogstore logs, DeliveryLedger ledger)
    {
        _logs = logs;
        _ledger = ledger;
        _running = RunAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        using PeriodicTimer timer = new(Interval);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
            {
                lock (_logs)
                {
                    foreach (EmulatorShard? shard in _logs.Shards.Where(shard => !shard.IsReadOnly))
                    {
                        WriteGroup(shard.Id);
                    }
                }
            }
        }
        catch (OperationCanceledException)
        {
            // stopped
            return;
        }
    }

    private void WriteGroup(int shard)
    {
        uint now = (uint)DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        IEnumerable<EmulatorLog> logs = Enumerable.Range(0, LogsPerGroup).Select(index => new EmulatorLog(
            now, ("id", _ledger.Put(shard)), ("user", "alice"), ("action", "ConsoleSignin"), ("result", index % 2 == 0 ? "Success" : "Failure"),
            ("text", "line one\nline two 12 <14>1 - - - - - -")));
        _logs.Append(shard, new EmulatorLogGroup([.. logs]) { Topic = "audit"u8.ToArray(), Source = "10.0.0.7"u8.ToArray() });
    }
}
