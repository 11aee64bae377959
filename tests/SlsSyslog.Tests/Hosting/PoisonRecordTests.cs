using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SlsSyslog.Testing;

namespace SlsSyslog.Tests;

/// <summary>
/// A receiver closes the connection each time it receives one record of many. The number of records is 20,000, or that of the environment
/// variable <c>SLSSYSLOG_POISON_RECORDS</c>.
/// </summary>
public sealed class PoisonRecordTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    private static int Records => int.TryParse(
        Environment.GetEnvironmentVariable("SLSSYSLOG_POISON_RECORDS"), CultureInfo.InvariantCulture, out int records) ? records : 20_000;

    [Fact]
    public async Task Host_ReceiverClosesOnOneRecordOfMany_EverythingElseArrivesAndTheLogNamesItOnce()
    {
        await using SlsEmulator sls = await SlsEmulator.StartAsync();
        await using SyslogCaptureServer siem = await SyslogCaptureServer.StartAsync(new SyslogCaptureOptions { MaxFrameBytes = 4096 });
        EmulatorLogstore logs = TestHost.CreateLogstore(sls);
        int poison = Records / 3;
        for (int from = 0; from < Records; from += 500)
        {
            logs.Append(0, new EmulatorLogGroup([.. Enumerable.Range(from, 500).Select(n => new EmulatorLog(
                1_768_464_550, ("n", $"{n}"), ("filler", n == poison ? new string('x', 6000) : "")))]));
        }

        LogLinesProvider lines = new();
        using IHost host = TestHost.Build(builder =>
        {
            builder.Services.AddSingleton<ILoggerProvider>(lines);
            builder.UseDeadLetterHandler<MemoryDeadLetters>().AddRoute("siem", route => route.Read(sls, "siem")
                .ToTcp("127.0.0.1", siem.Port, tcp =>
                {
                    tcp.SettleWindow = TimeSpan.FromMilliseconds(100);
                    tcp.ReconnectDelay = TimeSpan.FromMilliseconds(20);
                    tcp.MaxReconnectDelay = TimeSpan.FromMilliseconds(50);
                }));
        });

        await host.StartAsync();
        await Eventually.TrueAsync(() => logs.FindConsumerGroup("siem")?.Checkpoints.Single().Cursor == logs.Shards[0].EndCursor, deadline: Limit);
        RecordTotals totals = host.Services.GetRequiredService<ISlsSyslogStatus>().GetStatus().Totals;
        await host.StopAsync();

        MemoryDeadLetters letters = (MemoryDeadLetters)host.Services.GetRequiredService<IDeadLetterHandler>();
        Assert.Contains($"[\"n\",\"{poison}\"]", Encoding.UTF8.GetString(Assert.Single(letters.Letters).Record.Span), StringComparison.Ordinal);
        Assert.Equal(Records - 1, siem.Messages.Select(message => message.Text).Distinct().Count());
        Assert.Equal((Records, Records - 1, 1), (totals.Read, totals.Delivered, totals.DeadLettered));
        Assert.Single(lines.Log.Lines, line => line.Id == 336);
    }
}
