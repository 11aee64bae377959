using System.Globalization;
using System.Text;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SlsSyslog;
using SlsSyslog.ConsumerGroups;
using SlsSyslog.QuickStart;
using SlsSyslog.Testing;
using SlsSyslog.Transports;

// Runs on this machine: an SLS emulator, a receiver, and the same pipeline as in production between them.
const int LogCount = 20_000;
const int ShardCount = 4;
const int MessagesShown = 3;

await using SlsEmulator sls = await SlsEmulator.StartAsync();
await using SyslogCaptureServer siem = await SyslogCaptureServer.StartAsync();
EmulatorLogstore logstore = sls.CreateLogstore("sec-prod", "actiontrail", ShardCount);
DeliveryLedger ledger = new();
AuditLogs.Write(logstore, ledger, LogCount);
Console.WriteLine($"{LogCount:N0} logs of ActionTrail wait in {ShardCount} shards of an SLS emulator at {sls.Endpoint}");
Console.WriteLine($"a receiver listens at tcp://127.0.0.1:{siem.Port}\n");

HostApplicationBuilder builder = Host.CreateApplicationBuilder();
builder.Logging.SetMinimumLevel(LogLevel.Warning);
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
    await host.StartAsync();
    await siem.WaitForAsync(LogCount, TimeSpan.FromMinutes(2));
    await host.StopAsync(); // Drains: messages in flight are confirmed and committed before this returns.
}

foreach (CapturedMessage message in siem.Messages)
{
    ledger.Receive(message.Bytes.Span);
}

Console.WriteLine($"the first {MessagesShown} messages of {siem.Messages.Count:N0}, and a failed sign-in:");
foreach (CapturedMessage message in siem.Messages.Take(MessagesShown).Append(siem.Messages.First(IsFailedSignin)))
{
    Console.WriteLine("  " + message.Text);
}

DeliveryReport report = ledger.Report();
Console.WriteLine($"""

    read       {report.Sent,8:N0}
    delivered  {report.Received,8:N0}
    confirmed  {Confirmed(),8:N0}   (logs before the checkpoints stored in SLS)
    repeated   {report.Repeated,8:N0}
    missing    {report.Missing,8:N0}
    """);
return report.Missing == 0 && Confirmed() == LogCount ? 0 : 1;

static bool IsFailedSignin(CapturedMessage message) => message.Text.Contains("|ConsoleSignin|6|", StringComparison.Ordinal);

long Confirmed() => logstore.FindConsumerGroup("siem")!.Checkpoints.Sum(checkpoint =>
    checkpoint.Cursor.Length == 0 ? 0 : (Number(checkpoint.Cursor) - Number(logstore.Shards.Single(shard => shard.Id == checkpoint.Shard).BeginCursor)) * AuditLogs.LogsPerGroup);

static long Number(string cursor) => long.Parse(Encoding.ASCII.GetString(Convert.FromBase64String(cursor)), CultureInfo.InvariantCulture);
