using System.Collections.Concurrent;
using SlsSyslog.Testing;
using SlsSyslog.TestSupport;

namespace SlsSyslog.FaultSuite;

/// <summary>One run of a scenario: an SLS emulator with some shards, a continuous flow of logs, a receiver with a ledger, and forwarders.</summary>
public sealed class Scene : IAsyncDisposable
{
    public const string Project = "test-project";
    public const string Logstore = "logs";
    public const string Group = "siem";
    public static readonly TimeSpan GroupTimeout = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private readonly List<IAsyncDisposable> _forwarders = [];
    private readonly ConcurrentDictionary<string, bool> _disorders = [];
    private readonly List<TotalsWatch> _watches = [];
    private Producer? _producer;

    private Scene(Scenario scenario, Tempo tempo, SlsEmulator sls)
    {
        Scenario = scenario;
        Tempo = tempo;
        Sls = sls;
        Logs = sls.CreateLogstore(Project, Logstore, scenario.Shards);
    }

    public Scenario Scenario { get; }

    public Tempo Tempo { get; }

    public SlsEmulator Sls { get; }

    public EmulatorLogstore Logs { get; }

    public SyslogCaptureServer Siem { get; private set; } = null!;

    public DeliveryLedger Ledger { get; } = new();

    public CurrentCredentials Credentials { get; } = new();

    public ConcurrentQueue<string> Log { get; } = [];

    public string Folder { get; } = Directory.CreateTempSubdirectory("slssyslog-faults-").FullName;

    public TimeSpan Recovery { get; private set; }

    public int Breaks { get; private set; }

    /// <summary>Gets how often each kind of interruption happened, for scenarios that count them.</summary>
    public SortedDictionary<string, int> Counts { get; } = [];

    /// <summary>Gets the number of consumers that hold a shard.</summary>
    public int Holders => Logs.FindConsumerGroup(Group)?.Owners
        .Where(owner => owner.State == EmulatorShardState.Assigned).Select(owner => owner.Holder).Distinct().Count() ?? 0;

    /// <summary>The logs of child shards that arrived before all logs of their parents.</summary>
    public IReadOnlyCollection<string> Disorders => [.. _disorders.Keys];

    /// <summary>Gets how often the totals of a shard were compared, by all forwarders in this process.</summary>
    public int Samples => _watches.Sum(watch => watch.Samples);

    /// <summary>Gets a total that was wrong, or null.</summary>
    public string? WrongTotal => _watches.Select(watch => watch.Failure).FirstOrDefault(failure => failure is not null);

    public static async Task<Scene> SetAsync(Scenario scenario, Tempo tempo)
    {
        SlsEmulator sls = await SlsEmulator.StartAsync(new SlsEmulatorOptions { MaxRawBytesPerPull = 128 * 1024 });
        Scene scene = new(scenario, tempo, sls);
        scene.Siem = await SyslogCaptureServer.StartAsync(new SyslogCaptureOptions
        {
            KeepMessages = false,
            OnMessage = scene.Receive,
            ReceiveBufferBytes = 64 * 1024,
        });
        scene._producer = new Producer(scene.Logs, scene.Ledger);
        return scene;
    }

    public async Task<ForwardingHost> ForwardAsync(string consumer = "c1")
    {
        ForwardingHost host = await ForwardingHost.StartAsync(this, consumer);
        _forwarders.Add(host);
        _watches.Add(host.Watch);
        return host;
    }

    public ForwarderChild ForwardInProcess(string consumer = "p1")
    {
        ForwarderChild child = new(this, consumer);
        _forwarders.Add(child);
        return child;
    }

    public async Task StopAsync(IAsyncDisposable forwarder)
    {
        _forwarders.Remove(forwarder);
        await forwarder.DisposeAsync();
    }

    /// <summary>Waits until logs flow, and then for the time without a fault.</summary>
    public async Task FlowAsync()
    {
        long received = Ledger.Received;
        await HoldsAsync(() => Ledger.Received > received, "logs flow");
        await WaitAsync(Tempo.Calm);
    }

    /// <summary>Injects a fault, waits until everything written until its end has arrived, and measures the time.</summary>
    public async Task BreakAsync(Func<Task> harm)
    {
        await harm();
        Breaks++;
        if (!Scenario.MayConfirmUnread)
        {
            CheckCheckpoints();
        }

        (int Id, int Count)[] sent = Logs.Shards.Select(shard => (shard.Id, Count: Ledger.SentOf(shard.Id))).ToArray();
        long repaired = TimeProvider.System.GetTimestamp();
        await HoldsAsync(() => sent.All(shard => Ledger.CompleteUpTo(shard.Id) >= shard.Count), "what was written during the fault arrives");
        TimeSpan recovery = TimeProvider.System.GetElapsedTime(repaired);
        Recovery = recovery > Recovery ? recovery : Recovery;
    }

    /// <summary>Injects a fault as <see cref="BreakAsync(Func{Task})"/>, and counts it by its kind.</summary>
    public Task BreakAsync(string kind, Func<Task> harm)
    {
        Counts[kind] = Counts.GetValueOrDefault(kind) + 1;
        return BreakAsync(harm);
    }

    /// <summary>Counts an interruption without waiting for the recovery.</summary>
    public void CountBreak() => Breaks++;

    public Task BreakAsync(Action harm) => BreakAsync(() =>
    {
        harm();
        return Task.CompletedTask;
    });

    /// <summary>Stops writing, waits until everything has arrived and is committed, and stops the forwarders.</summary>
    public async Task FinishAsync()
    {
        await StopWritingAsync();
        await HoldsAsync(() => Ledger.IsComplete, "every log arrives");
        await HoldsAsync(IsCommitted, "every shard is committed to its end");
        CheckCheckpoints();
        foreach (IAsyncDisposable forwarder in _forwarders.ToArray())
        {
            await StopAsync(forwarder);
        }

        CheckCheckpoints();
    }

    public async Task StopWritingAsync()
    {
        if (Interlocked.Exchange(ref _producer, null) is { } producer)
        {
            await producer.DisposeAsync();
        }
    }

    public Task HoldsAsync(Func<bool> condition, string text) => Eventually.TrueAsync(condition, null, Patience, text);

    public Task WaitAsync(TimeSpan time) => Task.Delay(time);

    /// <summary>Fails if a stored checkpoint is past a log that the receiver does not have.</summary>
    public void CheckCheckpoints()
    {
        // Nothing is written meanwhile, because an id is recorded before its log is written.
        lock (Logs)
        {
            foreach (EmulatorCheckpoint? checkpoint in Logs.FindConsumerGroup(Group)?.Checkpoints.Where(checkpoint => checkpoint.Cursor.Length > 0) ?? [])
            {
                // Counted from the end, because trimming moves the beginning.
                EmulatorShard shard = Logs.Shards.First(candidate => candidate.Id == checkpoint.Shard);
                long promised = Ledger.SentOf(shard.Id) - ((Cursor(shard.EndCursor) - Cursor(checkpoint.Cursor)) * Producer.LogsPerGroup);
                if (Ledger.CompleteUpTo(shard.Id) < promised)
                {
                    throw new InvalidOperationException(
                        $"the checkpoint of shard {shard.Id} promises {promised} logs, the receiver has {Ledger.CompleteUpTo(shard.Id)}");
                }
            }
        }
    }

    public static long Cursor(string text) => long.Parse(Convert.FromBase64String(text).Aggregate("", (digits, digit) => digits + (char)digit));

    public async ValueTask DisposeAsync()
    {
        await StopWritingAsync();
        foreach (IAsyncDisposable forwarder in _forwarders.ToArray())
        {
            await StopAsync(forwarder);
        }

        await Siem.DisposeAsync();
        await Sls.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private bool IsCommitted() => Logs.FindConsumerGroup(Group) is { } group
        && group.Checkpoints.Join(Logs.Shards, checkpoint => checkpoint.Shard, shard => shard.Id, (checkpoint, shard) => checkpoint.Cursor == shard.EndCursor)
            .All(isAtEnd => isAtEnd);

    private void Receive(ReadOnlySpan<byte> message, int connection)
    {
        Ledger.Receive(message);
        if (Scenario.InOrder && FindShard(message) is { } shard && Logs.Shards.FirstOrDefault(candidate => candidate.Id == shard) is { } child)
        {
            foreach (int parent in child.Parents.Where(parent => Ledger.CompleteUpTo(parent) < Ledger.SentOf(parent)))
            {
                _disorders[$"shard {shard} came before shard {parent} was whole"] = true;
            }
        }
    }

    private int? FindShard(ReadOnlySpan<byte> message)
    {
        int start = message.IndexOf("ledger-"u8);
        return start >= 0 && System.Buffers.Text.Utf8Parser.TryParse(message[(start + 7)..], out int shard, out _) ? shard : null;
    }
}
