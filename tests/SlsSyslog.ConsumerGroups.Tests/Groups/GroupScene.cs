using SlsSyslog.Testing;

namespace SlsSyslog.ConsumerGroups.Tests;

// An emulator with one logstore, a ledger, and consumers of one group, on a clock that runs 20 times as fast by default.
internal sealed class GroupScene : IAsyncDisposable
{
    public const string Project = "sec-prod";
    public const string Store = "actiontrail";
    public const string Group = "siem";

    private GroupScene(SlsEmulator emulator, FastTimeProvider timeProvider, string logstore, int shards)
    {
        Emulator = emulator;
        Time = timeProvider;
        Logstore = emulator.CreateLogstore(Project, logstore, shards);
    }

    public SlsEmulator Emulator { get; }

    public FastTimeProvider Time { get; }

    public EmulatorLogstore Logstore { get; }

    public DeliveryLedger Ledger { get; } = new("scene");

    public ListLogger Log { get; } = new();

    public ISlsCredentialProvider Credentials { get; set; } = new StaticCredentialProvider(new SlsCredential("testak", "testsk"));

    public EmulatorConsumerGroup ConsumerGroup => Logstore.FindConsumerGroup(Group)!;

    public static async Task<GroupScene> StartAsync(
        int shards = 1, Action<SlsEmulatorOptions>? configure = null, int speed = 20, string logstore = Store)
    {
        FastTimeProvider timeProvider = new(speed);
        SlsEmulatorOptions options = new() { TimeProvider = timeProvider };
        configure?.Invoke(options);
        return new GroupScene(await SlsEmulator.StartAsync(options), timeProvider, logstore, shards);
    }

    public ConsumerGroupOptions Options(string consumer = "consumer-1") => new()
    {
        Endpoint = Emulator.Endpoint.ToString(),
        Project = Project,
        Logstore = Logstore.Name,
        ConsumerGroup = Group,
        Consumer = consumer,
    };

    // The faults of requests, for sources that are created afterwards.
    public FaultHandler? Faults { get; set; }

    public ConsumerGroupSource Source(ConsumerGroupOptions options, TimeProvider? timeProvider = null) =>
        new(options, Credentials, Log, timeProvider ?? Time) { CreateHandler = CreateHandler };

    public FixedRangeSource Range(Action<FixedRangeOptions> configure)
    {
        FixedRangeOptions options = new() { Endpoint = Emulator.Endpoint.ToString(), Project = Project, Logstore = Logstore.Name };
        configure(options);
        return new FixedRangeSource(options, Credentials, Log, Time) { CreateHandler = CreateHandler };
    }

    public Consumer Consume(string consumer = "consumer-1", Action<ConsumerGroupOptions>? configure = null)
    {
        ConsumerGroupOptions options = Options(consumer);
        configure?.Invoke(options);
        return new Consumer(Source(options), Ledger);
    }

    // Writes groups of logs, each log with an ID of the ledger.
    public void Write(int shard, int groups, int logsPerGroup = 3)
    {
        for (int group = 0; group < groups; group++)
        {
            EmulatorLog[] logs =
                [.. Enumerable.Range(0, logsPerGroup).Select(_ => new EmulatorLog(1768464550, ("id", Ledger.Put(shard)), ("k", "v")))];
            Logstore.Append(shard, new EmulatorLogGroup(logs));
        }
    }

    public string? Checkpoint(int shard) =>
        Logstore.FindConsumerGroup(Group)?.Checkpoints.FirstOrDefault(c => c.Shard == shard)?.Cursor is { Length: > 0 } cursor ? cursor : null;

    public string EndCursor(int shard) => Logstore.Shards.Single(s => s.Id == shard).EndCursor;

    public Task DeliveredAsync() => Eventually.TrueAsync(() => Ledger.IsComplete, () => $"{Ledger.Report()}\n{Log.Text}");

    public Task CommittedAsync(int shard) => Eventually.TrueAsync(() => Checkpoint(shard) == EndCursor(shard), () => Log.Text);

    private HttpMessageHandler CreateHandler(SlsEndpoint endpoint, System.Net.IWebProxy? proxy)
    {
        DelegatingHandler network = Time.Slowing(SlsConnection.CreateHandler(endpoint, proxy));
        if (Faults is not { } faults)
        {
            return network;
        }

        faults.InnerHandler = network;
        return faults;
    }

    public async ValueTask DisposeAsync()
    {
        await Emulator.DisposeAsync();
        await Time.DisposeAsync();
        Log.Dispose();
    }
}
