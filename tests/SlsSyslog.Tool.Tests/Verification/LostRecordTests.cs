using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using SlsSyslog.ConsumerGroups;

namespace SlsSyslog.Tool.Tests;

/// <summary>
/// Loses one record on purpose. <c>SLSSYSLOG_VERIFY_RECORDS=1000000</c> runs the long form.
/// </summary>
public sealed class LostRecordTests(ITestOutputHelper output)
{
    private const int Shards = 4;
    private const int Minutes = 5;
    private const int LogsPerGroup = 50;

    private static readonly int Records =
        int.TryParse(Environment.GetEnvironmentVariable("SLSSYSLOG_VERIFY_RECORDS"), CultureInfo.InvariantCulture, out int records)
            ? records / (Shards * Minutes * LogsPerGroup) * (Shards * Minutes * LogsPerGroup)
            : 20_000;

    [Fact]
    public async Task Verify_PipelineLosesOneRecord_NamesItsShardAndMinute()
    {
        await using VerifyScene sls = await VerifyScene.StartAsync(Shards, maxRawBytesPerPull: 32 * 1024);
        using ToolScene tool = new(
            sls.Emulator, VerifyScene.Project, VerifyScene.Store, VerifyScene.Group, more: $$""", "Ledger": { "Folder": "{{sls.Folder}}" }""");
        Receive(sls);
        (int shard, int minute, int number) = (2, 3, Number(2, 3, 1));
        long started = Stopwatch.GetTimestamp();
        await ForwardAsync(sls, $"{number}");
        TimeSpan forwarding = Stopwatch.GetElapsedTime(started);

        started = Stopwatch.GetTimestamp();
        ToolRun ledger = await tool.RunAsync("verify", "--from", Time(sls, 0), "--to", Time(sls, 10), "--json");
        TimeSpan byLedger = Stopwatch.GetElapsedTime(started);
        started = Stopwatch.GetTimestamp();
        ToolRun reread = await tool.RunAsync("verify", "--from", Time(sls, 0), "--to", Time(sls, 10), "--reread", "--json");
        TimeSpan byReading = Stopwatch.GetElapsedTime(started);

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Records} records, forwarded in {forwarding.TotalSeconds:0.0} s; verified by the ledger in {byLedger.TotalSeconds:0.0} s, "
            + $"by reading again in {byReading.TotalSeconds:0.0} s"));
        Assert.Equal(0, ledger.ExitCode); // the limit of this method, which the report names
        Assert.Equal(1, reread.ExitCode);
        JsonElement report = JsonDocument.Parse(reread.Out).RootElement;
        JsonElement total = report.GetProperty("total");
        Assert.Equal(
            (Records, Records - 1, 1),
            (total.GetProperty("inSls").GetInt32(), total.GetProperty("read").GetInt32(), total.GetProperty("difference").GetInt32()));
        JsonElement range = Assert.Single(report.GetProperty("ranges").EnumerateArray());
        Assert.Equal((shard, 1), (range.GetProperty("shard").GetInt32(), range.GetProperty("records").GetInt32()));
        Assert.InRange(range.GetProperty("minute").GetDateTimeOffset(), sls.Start.AddMinutes(minute - 1), sls.Start.AddMinutes(minute));
        Assert.True(report.GetProperty("chains")[0].GetProperty("isIntact").GetBoolean());
    }

    private static int Number(int shard, int minute, int index) => ((((shard * Minutes) + minute) * Records) / (Shards * Minutes)) + index;

    private static void Receive(VerifyScene sls)
    {
        for (int shard = 0; shard < Shards; shard++)
        {
            for (int minute = 0; minute < Minutes; minute++)
            {
                sls.Emulator.ClockOffset = sls.Start.AddMinutes(minute).AddSeconds(10) - DateTimeOffset.UtcNow;
                for (int index = 0; index < Records / (Shards * Minutes); index += LogsPerGroup)
                {
                    sls.Logstore.Append(shard, new EmulatorLogGroup([.. Enumerable.Range(index, LogsPerGroup).Select(i => new EmulatorLog(
                        (uint)sls.Start.ToUnixTimeSeconds(), ("number", $"{Number(shard, minute, i)}"), ("text", "a log of usual length")))]));
                }
            }
        }

        sls.Emulator.ClockOffset = TimeSpan.Zero;
    }

    // The pipeline of a host, with a ledger, to a receiver that counts.
    private static async Task ForwardAsync(VerifyScene sls, string lost)
    {
        await using SyslogCaptureServer siem = await SyslogCaptureServer.StartAsync(new SyslogCaptureOptions { KeepMessages = false });
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new());
        ConsumerGroupOptions options = sls.Source();
        options.EndAt = ShardPosition.Latest;
        options.HeartbeatInterval = TimeSpan.FromSeconds(1);
        StaticCredentialProvider credentials = new(new SlsCredential("testak", "testsk"));
        builder.Services.AddSlsSyslogForwarding().UseCredentials(_ => credentials).AddRoute(SlsSyslogOptions.DefaultRouteName, route => route
            .FromConsumerGroup(source => (source.Project, source.ConsumerGroup) = (options.Project, options.ConsumerGroup))
            .From(_ => new LossySource(new ConsumerGroupSource(options, credentials, NullLoggerFactory.Instance, TimeProvider.System), lost))
            .WriteLedger(ledger => (ledger.Folder, ledger.OnTimeLimit) = (sls.Folder, TimeSpan.FromHours(12)))
            .ToTcp("127.0.0.1", siem.Port));
        using IHost host = builder.Build();
        await host.StartAsync();
        await ((IForwardingResult)host.Services.GetService(typeof(IForwardingResult))!).Completion.WaitAsync(TimeSpan.FromMinutes(10));
        await host.StopAsync();
        Assert.Equal(Records - 1, siem.Counts.Messages);
    }

    private static string Time(VerifyScene sls, int minute) =>
        sls.Start.AddMinutes(minute).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
