using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SlsSyslog;
using SlsSyslog.AspNetCore;
using SlsSyslog.ConsumerGroups;
using SlsSyslog.FunctionCompute;
using SlsSyslog.Serialization;
using SlsSyslog.Testing;
using SlsSyslog.Transports;

// What a user of the packages does, with nothing of the repository in reach: the serializer alone, a transport alone, the whole
// pipeline between an emulated SLS and a capture server, a function that a trigger fires. Any difference from what must come out ends it with an exception.
const int LogCount = 1000;

Rfc5424Formatter formatter = new(
    new() { Hostname = "host", AppName = "smoke" },
    new KeyValueFormatter(new KeyValueOptions()));
using FrameBuffer frames = new();
frames.Append(formatter, new LogRecordBuilder().SetTime(DateTimeOffset.UnixEpoch).AddField("k", "v").Record);
string message = Encoding.UTF8.GetString(frames.GetMessage(0).Span);
Expect("<14>1 1970-01-01T00:00:00Z host smoke - - - ||__topic__=||__source__=||k=v", message, "the serializer");

await using SyslogCaptureServer receiver = await SyslogCaptureServer.StartAsync();
await using (TcpTransport transport = new(new() { Servers = [new(SyslogScheme.Tcp, "127.0.0.1", receiver.Port)] }))
{
    DeliveryTicket ticket = await transport.SendAsync(frames, CancellationToken.None);
    await transport.DrainAsync(CancellationToken.None);
    await transport.ConfirmAsync(ticket, CancellationToken.None);
}

await receiver.WaitForAsync(1, TimeSpan.FromSeconds(30));
Expect(message, receiver.Messages[0].Text, "the transport");

await using SlsEmulator sls = await SlsEmulator.StartAsync();
EmulatorLogstore logstore = sls.CreateLogstore("project", "logstore", shardCount: 2);
for (int i = 0; i < LogCount; i++)
{
    logstore.Append(i % 2, new EmulatorLogGroup([new EmulatorLog(1_780_000_000, ("id", $"id-{i}"))]));
}

WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
builder.WebHost.UseUrls("http://127.0.0.1:0");
builder.Services.AddSlsSyslogStatusPage();
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.Services
    .AddSlsSyslogForwarding(options =>
    {
        options.Source.Endpoint = sls.Endpoint.ToString();
        options.Source.Project = "project";
        options.Source.Logstore = "logstore";
        options.Source.ConsumerGroup = "smoke";
        options.Destination.Transport = new TcpTransportOptions { Servers = [new(SyslogScheme.Tcp, "127.0.0.1", receiver.Port)] };
    })
    .UseCredentials(_ => new StaticCredentialProvider(new SlsCredential("testak", "testsk")));
await using (WebApplication host = builder.Build())
{
    host.MapSlsSyslog();
    await host.StartAsync();
    await receiver.WaitForAsync(1 + LogCount, TimeSpan.FromMinutes(1));
    using HttpClient client = new() { BaseAddress = new Uri(host.Urls.Single()) };
    string health = await client.GetStringAsync("/health/ready");
    Expect("{\"status\":\"Healthy\"", health[..health.IndexOf(',', StringComparison.Ordinal)], "the health");
    Expect("<!doctype html>", (await client.GetStringAsync("/")).Split('\n')[0], "the status page");
    await host.StopAsync();
}

Expect($"{LogCount} logs", DistinctLogs(receiver.Messages.Skip(1)), "the pipeline");
receiver.Clear();

WebApplicationBuilder web = WebApplication.CreateSlimBuilder();
web.Logging.UseSlsSyslogFunctionCompute().SetMinimumLevel(LogLevel.Warning);
web.WebHost.UseUrls("http://127.0.0.1:0").UseSlsSyslogFunctionCompute();
web.Configuration["SlsSyslog:Destination:Servers:0"] = $"tcp://127.0.0.1:{receiver.Port}";
web.Services.AddSlsSyslogFunctionCompute();
await using (WebApplication function = web.Build())
{
    function.MapSlsSyslogFunctionCompute();
    await function.StartAsync();
    using FunctionTrigger trigger = new(logstore, new() { Function = new Uri(function.Urls.Single()), Endpoint = sls.Endpoint });
    FunctionInvocation?[] invocations = await Task.WhenAll(logstore.Shards.Select(shard => trigger.InvokeAsync(shard.Id)));

    // Both ranges were answered, so everything has arrived.
    Expect("200 200", string.Join(' ', invocations.Select(invocation => invocation?.FunctionStatus)), "the function's answers");
    Expect($"{LogCount} logs", DistinctLogs(receiver.Messages), "the function");
}

return;

static string DistinctLogs(IEnumerable<CapturedMessage> messages) =>
    $"{messages.Select(captured => captured.Text.Split("||id=")[1]).Distinct().Count()} logs";

static void Expect(string expected, string actual, string part)
{
    if (actual != expected)
    {
        throw new InvalidOperationException($"From {part} came \"{actual}\" instead of \"{expected}\".");
    }

    Console.WriteLine($"{part}: {actual}");
}
