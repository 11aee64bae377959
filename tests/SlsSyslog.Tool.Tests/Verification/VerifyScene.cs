using Microsoft.Extensions.Logging.Abstractions;
using SlsSyslog.ConsumerGroups;

namespace SlsSyslog.Tool.Tests;

/// <summary>An emulator whose logs were received in known minutes, and the ledger of a route that delivered them.</summary>
internal sealed class VerifyScene : IAsyncDisposable
{
    public const string Project = "sec-prod";
    public const string Store = "actiontrail";
    public const string Group = "siem";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("verify-");

    private VerifyScene(SlsEmulator emulator, int shards)
    {
        Emulator = emulator;
        Logstore = emulator.CreateLogstore(Project, Store, shards);
        Logstore.CreateConsumerGroup(Group);
        Lines = new LedgerLines(_folder.FullName, "default");
        Start = VerifyRange.MinuteOf(DateTimeOffset.UtcNow).AddMinutes(-30);
    }

    public SlsEmulator Emulator { get; }

    public EmulatorLogstore Logstore { get; }

    public LedgerLines Lines { get; }

    public string Folder => _folder.FullName;

    /// <summary>The first minute in which logs are received.</summary>
    public DateTimeOffset Start { get; }

    public VerifyRange Range => new(Start, Start.AddMinutes(10));

    public static async Task<VerifyScene> StartAsync(int shards = 1, int maxRawBytesPerPull = 1024 * 1024) =>
        new(await SlsEmulator.StartAsync(new SlsEmulatorOptions { MaxRawBytesPerPull = maxRawBytesPerPull }), shards);

    /// <summary>Lets SLS receive LogGroups in a minute. Returns the cursors before and after them.</summary>
    public (string First, string Last) Receive(int shard, int minute, int groups, int logsPerGroup = 2)
    {
        Emulator.ClockOffset = Start.AddMinutes(minute).AddSeconds(10) - DateTimeOffset.UtcNow;
        string first = End(shard);
        for (int i = 0; i < groups; i++)
        {
            Logstore.Append(shard, new EmulatorLogGroup([.. Enumerable.Range(0, logsPerGroup).Select(n => new EmulatorLog(
                (uint)Start.AddMinutes(minute - 1).ToUnixTimeSeconds(), ("n", $"{n}")))]));
        }

        Emulator.ClockOffset = TimeSpan.Zero;
        return (first, End(shard));
    }

    /// <summary>Receives LogGroups and writes the line that says that they were delivered.</summary>
    public (string First, string Last) Deliver(int shard, int minute, int groups, int logsPerGroup = 2)
    {
        (string first, string last) = Receive(shard, minute, groups, logsPerGroup);
        Write(shard, minute, first, last, groups * logsPerGroup);
        return (first, last);
    }

    public void Write(int shard, int minute, string first, string last, long read, Action<System.Text.Json.Nodes.JsonObject>? change = null) =>
        Lines.Add($"{shard}", Start.AddMinutes(minute), first, last, read, change);

    public void Commit(int shard) => Logstore.FindConsumerGroup(Group)!.SetCheckpoint(shard, End(shard));

    public string End(int shard) => Logstore.Shards.Single(one => one.Id == shard).EndCursor;

    public ConsumerGroupOptions Source() => new()
    {
        Endpoint = Emulator.Endpoint.ToString(),
        Project = Project,
        Logstore = Store,
        ConsumerGroup = Group,
    };

    public Task<VerifyReport> VerifyAsync(
        bool ledger = true, bool reread = false, string? counts = null, bool usesLogTime = false, VerifyRange? range = null, string query = "")
    {
        ConsumerGroupOptions source = Source();
        source.Query = query;
        Verifier verifier = new(
            new StaticCredentialProvider(new SlsCredential("testak", "testsk")), NullLoggerFactory.Instance, TimeProvider.System);
        return verifier.VerifyAsync(
            new VerifyRequest
            {
                Range = range ?? Range,
                Route = "default",
                Source = source,
                LedgerFolders = ledger ? [Folder] : [],
                LedgerNames = ["default", "replay"],
                ReadsAgain = reread,
                SiemCounts = counts is null ? null : SiemCountFile.Parse(counts),
                UsesLogTime = usesLogTime,
            },
            CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await Emulator.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
