using System.Globalization;
using System.Text.RegularExpressions;

namespace SlsSyslog.Tool.Tests;

/// <summary>An emulator with numbered records, and a receiver.</summary>
internal sealed partial class ReplayScene : IAsyncDisposable
{
    private int _records;

    private ReplayScene(VerifyScene sls, SyslogCaptureServer siem, string more)
    {
        (Sls, Siem) = (sls, siem);
        Tool = new ToolScene(sls.Emulator, VerifyScene.Project, VerifyScene.Store, VerifyScene.Group, $"tcp://127.0.0.1:{siem.Port}", more);
    }

    public VerifyScene Sls { get; }

    public SyslogCaptureServer Siem { get; }

    public ToolScene Tool { get; }

    /// <summary>Gets the numbers of the records that arrived, in their order.</summary>
    public int[] Arrived =>
    [
        .. Siem.Messages.Select(message => int.Parse(
            Number().Match(message.Text).Groups[1].Value, CultureInfo.InvariantCulture)),
    ];

    public static async Task<ReplayScene> StartAsync(int shards = 1, string more = "") => new(
        await VerifyScene.StartAsync(shards), await SyslogCaptureServer.StartAsync(new SyslogCaptureOptions()), more);

    /// <summary>Lets SLS receive numbered records in a minute, some in each LogGroup. Returns the cursors before and after them.</summary>
    public (string First, string Last) Receive(int shard, int minute, int groups, int logsPerGroup = 1)
    {
        Sls.Emulator.ClockOffset = Sls.Start.AddMinutes(minute).AddSeconds(10) - DateTimeOffset.UtcNow;
        string first = Sls.End(shard);
        for (int i = 0; i < groups; i++)
        {
            Sls.Logstore.Append(shard, new EmulatorLogGroup([.. Enumerable.Range(0, logsPerGroup).Select(_ => new EmulatorLog(
                (uint)Sls.Start.ToUnixTimeSeconds(), ("number", $"{_records++}")))]));
        }

        Sls.Emulator.ClockOffset = TimeSpan.Zero;
        return (first, Sls.End(shard));
    }

    public string Time(int minute) => Sls.Start.AddMinutes(minute).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    public async ValueTask DisposeAsync()
    {
        Tool.Dispose();
        await Siem.DisposeAsync();
        await Sls.DisposeAsync();
    }

    [GeneratedRegex(@"number=""?(\d+)")]
    private static partial Regex Number();
}
