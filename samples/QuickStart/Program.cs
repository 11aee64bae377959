using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SlsSyslog;
using SlsSyslog.ConsumerGroups;
using SlsSyslog.Tool;
using SlsSyslog.QuickStart;
using SlsSyslog.Testing;
using SlsSyslog.Transports;

// Runs on this machine: an SLS emulator, a receiver that fails once, and the same pipeline as in production between them.
const int LogCount = 20_000;
const int ShardCount = 4;
const int MessagesShown = 3;
const int BytesPerSecond = 4_000_000; // so that the receiver fails while it is busy
TimeSpan outage = TimeSpan.FromSeconds(3);

await using SlsEmulator sls = await SlsEmulator.StartAsync();
DeliveryLedger ledger = new();
await using SyslogCaptureServer siem = await SyslogCaptureServer.StartAsync(
    new SyslogCaptureOptions { OnMessage = (message, _) => ledger.Receive(message), ReceiveBufferBytes = 64 * 1024 });
EmulatorLogstore logstore = sls.CreateLogstore("sec-prod", "actiontrail", ShardCount);
AuditLogs.Write(logstore, ledger, LogCount);
Console.WriteLine($"{LogCount:N0} logs of ActionTrail wait in {ShardCount} shards of an SLS emulator at {sls.Endpoint}");
Console.WriteLine($"a receiver listens at tcp://127.0.0.1:{siem.Port}\n");

HostApplicationBuilder builder = Host.CreateApplicationBuilder();
builder.Logging.SetMinimumLevel(LogLevel.Warning);
if (RunProgress.IsLive)
{
    builder.Logging.ClearProviders(); // the table shows the errors
}

builder.Services
    .AddSlsSyslogForwarding(options =>
    {
        options.Source.Endpoint = sls.Endpoint.ToString();
        options.Source.Project = "sec-prod";
        options.Source.Logstore = "actiontrail";
        options.Source.ConsumerGroup = "siem";
        options.Message.UsePreset("arcsight-cef"); // the field with the event becomes CEF keys: user, source address, action, outcome, severity
        options.Destination.Transport = new TcpTransportOptions { Servers = [new(SyslogScheme.Tcp, "127.0.0.1", siem.Port)] };
    })
    .UseCredentials(_ => new StaticCredentialProvider(new SlsCredential("testak", "testsk")));

using (IHost host = builder.Build())
{
    siem.LimitRate(BytesPerSecond);
    await host.StartAsync();
    await using (RunProgress progress = new(host.Services.GetRequiredService<ISlsSyslogStatus>()))
    {
        await HoldsAsync(() => ledger.Received > LogCount / 4);
        progress.Note($"The receiver resets its connections and refuses new ones for {outage.TotalSeconds:0} seconds.");
        siem.Refuse();
        siem.Reset();
        await Task.Delay(outage);
        progress.Note("The receiver accepts connections again.");
        siem.Accept();
        siem.LimitRate(null);
        await HoldsAsync(() => ledger.IsComplete);
        progress.Note("Every log has arrived. The host stops when everything is confirmed.");
        await host.StopAsync(); // Drains: messages in flight are confirmed and committed before this returns.
    }
}

DeliveryReport report = ledger.Report();
Console.WriteLine($"""

    read       {report.Sent,8:N0}
    delivered  {report.Received,8:N0}
    confirmed  {Confirmed(),8:N0}   (logs before the checkpoints stored in SLS)
    repeated   {report.Repeated,8:N0}   (arrived twice, because nothing had confirmed them before the outage)
    missing    {report.Missing,8:N0}

    """);

Console.WriteLine($"the first {MessagesShown} messages, and a failed sign-in:");
foreach (CapturedMessage message in siem.Messages.Take(MessagesShown).Append(siem.Messages.First(IsFailedSignin)))
{
    if (RunProgress.IsLive)
    {
        AnsiConsole.Write(new OneLine($"  {message.Text}"));
        AnsiConsole.WriteLine();
    }
    else
    {
        Console.WriteLine("  " + message.Text);
    }
}

return report.Missing == 0 && Confirmed() == LogCount ? 0 : 1;

static bool IsFailedSignin(CapturedMessage message) => message.Text.Contains("|ConsoleSignin|6|", StringComparison.Ordinal);

static async Task HoldsAsync(Func<bool> condition)
{
    using CancellationTokenSource deadline = new(TimeSpan.FromMinutes(2));
    using PeriodicTimer timer = new(TimeSpan.FromMilliseconds(20));
    while (!condition())
    {
        await timer.WaitForNextTickAsync(deadline.Token);
    }
}

long Confirmed() => logstore.FindConsumerGroup("siem")!.Checkpoints.Sum(checkpoint =>
    checkpoint.Cursor.Length == 0 ? 0 : (Number(checkpoint.Cursor) - Number(logstore.Shards.Single(shard => shard.Id == checkpoint.Shard).BeginCursor)) * AuditLogs.LogsPerGroup);

static long Number(string cursor) => long.Parse(Encoding.ASCII.GetString(Convert.FromBase64String(cursor)), CultureInfo.InvariantCulture);
