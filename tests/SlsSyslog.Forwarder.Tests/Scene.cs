using System.Globalization;
using System.Text;
using SlsSyslog.Testing;

namespace SlsSyslog.Forwarder.Tests;

/// <summary>An emulator with logs, a receiver with a ledger, and Forwarder processes between them.</summary>
internal sealed class Scene : IAsyncDisposable
{
    private const string Project = "test-project";
    private const string Logstore = "logs";
    private const string Group = "siem";

    private readonly SlsEmulator _sls;
    private readonly List<ForwarderProcess> _processes = [];
    private readonly HashSet<string> _received = [];

    private Scene(SlsEmulator sls, EmulatorLogstore logs) => (_sls, Logs) = (sls, logs);

    public EmulatorLogstore Logs { get; }

    public DeliveryLedger Ledger { get; } = new();

    public SyslogCaptureServer Siem { get; private set; } = null!;

    public SlsEmulator Sls => _sls;

    public static async Task<Scene> SetAsync(int shards = 4, int? bytesPerSecond = null, Action<SyslogCaptureOptions>? more = null)
    {
        SlsEmulator sls = await SlsEmulator.StartAsync(new SlsEmulatorOptions { MaxRawBytesPerPull = 1024 * 1024 });
        Scene scene = new(sls, sls.CreateLogstore(Project, Logstore, shards));
        SyslogCaptureOptions capture = new() { KeepMessages = false, OnMessage = scene.Receive, ReceiveBufferBytes = 64 * 1024 };
        more?.Invoke(capture);
        scene.Siem = await SyslogCaptureServer.StartAsync(capture);
        scene.Siem.LimitRate(bytesPerSecond);
        return scene;
    }

    public ForwarderProcess Forward(params (string Name, string Value)[] more) => Forward([], more);

    public ForwarderProcess Forward(string[] arguments, params (string Name, string Value)[] more) => Forward(wrap: null, arguments, more);

    public ForwarderProcess Forward(
        Func<string, string[], string[]>? wrap, string[] arguments, params (string Name, string Value)[] more)
    {
        Dictionary<string, string> variables = new()
        {
            ["SLS_ENDPOINT"] = _sls.Endpoint.ToString(),
            ["SLS_AK_ID"] = "testak",
            ["SLS_AK_KEY"] = "testsk",
            ["SLS_PROJECT"] = Project,
            ["SLS_LOGSTORE"] = Logstore,
            ["SLS_CG"] = Group,
            ["SYSLOG_HOST"] = "127.0.0.1",
            ["SYSLOG_PORT"] = Siem.Port.ToString(CultureInfo.InvariantCulture),
            ["SYSLOG_PROTOCOL"] = "tcp",
            ["SLS_CONSUMER"] = "forwarder-under-test",
        };
        foreach ((string name, string value) in more)
        {
            variables[name] = value;
        }

        ForwarderProcess process = new(variables, wrap, arguments);
        _processes.Add(process);
        return process;
    }

    public Task ReceivedAsync(long count) => HoldsAsync(() => Ledger.Received >= count, $"{count} logs received");

    public Task CompleteAsync() => HoldsAsync(() => Ledger.IsComplete, "every log received");

    public Task CommittedAsync() => HoldsAsync(
        () => Checkpoints().Count == Logs.Shards.Count && Checkpoints().All(c => c.Cursor == Logs.Shards.Single(s => s.Id == c.Shard).EndCursor),
        "every shard committed to its end");

    /// <summary>Asserts that no stored checkpoint is ahead of what was received.</summary>
    public void AssertNoCheckpointIsAhead()
    {
        foreach (EmulatorCheckpoint checkpoint in Checkpoints())
        {
            EmulatorShard shard = Logs.Shards.Single(s => s.Id == checkpoint.Shard);
            int done = (int)(Number(checkpoint.Cursor) - Number(shard.BeginCursor));
            IEnumerable<string> promised = Logs.Read(checkpoint.Shard)
                .Take(done)
                .SelectMany(group => group.Logs)
                .Select(log => Encoding.UTF8.GetString(log.Contents[0].Value.Span));
            lock (_received)
            {
                Assert.DoesNotContain(promised, id => !_received.Contains(id));
            }
        }
    }

    public Task HoldsAsync(Func<bool> condition, string text) => Eventually.TrueAsync(
        condition,
        () => $"{Ledger.Report()}\n{string.Join("\n---\n", _processes.Select(process => process.Output))}",
        TimeSpan.FromSeconds(90),
        text);

    public async ValueTask DisposeAsync()
    {
        foreach (ForwarderProcess process in _processes)
        {
            process.Dispose();
        }

        await Siem.DisposeAsync();
        await _sls.DisposeAsync();
    }

    private void Receive(ReadOnlySpan<byte> message, int connection)
    {
        Ledger.Receive(message);
        int mark = message.IndexOf("||id="u8);
        if (mark < 0)
        {
            return; // a heartbeat, or of a transport in another test process, which still tries a port that now belongs to this scene
        }

        int start = mark + 5;
        int length = message[start..].IndexOf((byte)'.') + 1;
        lock (_received)
        {
            _received.Add(Encoding.UTF8.GetString(message.Slice(start, length)));
        }
    }

    private IReadOnlyList<EmulatorCheckpoint> Checkpoints() =>
        [.. (Logs.FindConsumerGroup(Group)?.Checkpoints ?? []).Where(checkpoint => checkpoint.Cursor.Length > 0)];

    private static long Number(string cursor) => long.Parse(Encoding.ASCII.GetString(Convert.FromBase64String(cursor)), CultureInfo.InvariantCulture);
}
