using System.Globalization;
using Microsoft.Extensions.Hosting;
using SlsSyslog.ConsumerGroups;

namespace SlsSyslog.Receivers.Tests;

/// <summary>A route that has nothing to forward sends heartbeats that rsyslog stores, one per interval, with consecutive numbers.</summary>
[Collection(SharedReceivers.Name)]
public sealed class HeartbeatTests(ReceiversFixture receivers)
{
    [Theory]
    [InlineData("tcp")]
    [InlineData("udp")]
    [InlineData("relp")]
    public async Task Rsyslog_QuietRoute_StoresItsHeartbeats(string transport)
    {
        RsyslogDaemon rsyslog = await receivers.RsyslogAsync();
        ReceivedLog received = rsyslog.OpenLog();
        int port = rsyslog.EndPointOf(transport).Port;
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddSlsSyslogForwarding().AddRoute(transport, route => To(route.From(_ => new QuietSource()), transport, port)
            .To(destination => destination.HeartbeatInterval = TimeSpan.FromSeconds(1)));
        using IHost host = builder.Build();

        await host.StartAsync();
        IReadOnlyList<ReceivedMessage> messages = await received.ReadAsync(
            transport, stored => Heartbeats(stored, transport).Length >= 3, "three heartbeats");
        await host.StopAsync();

        ReceivedMessage[] heartbeats = Heartbeats(messages, transport);
        Assert.All(heartbeats, heartbeat => Assert.Equal("__slssyslog_heartbeat__", heartbeat.AppName));
        Assert.Equal(
            Enumerable.Range(1, heartbeats.Length).Select(number => string.Create(CultureInfo.InvariantCulture, $"||sequence={number}||")),
            heartbeats.Select(heartbeat => $"||sequence={heartbeat.Text.Split("||sequence=")[1].Split("||")[0]}||"));
    }

    private static ReceivedMessage[] Heartbeats(IReadOnlyList<ReceivedMessage> messages, string route) =>
        [.. messages.Where(message => message.Text.Contains($"||__slssyslog_heartbeat__=true||", StringComparison.Ordinal)
            && message.Text.Contains($"||route={route}||", StringComparison.Ordinal))];

    private static RouteBuilder To(RouteBuilder route, string transport, int port) => transport switch
    {
        "udp" => route.ToUdp("127.0.0.1", port),
        "relp" => route.ToRelp("127.0.0.1", port),
        _ => route.ToTcp("127.0.0.1", port),
    };

    /// <summary>A source that never has a record.</summary>
    private sealed class QuietSource : ILogSource
    {
        public Task RunAsync(Func<ILogLease, Task> onLease, CancellationToken stopping) => Task.Delay(Timeout.Infinite, stopping);
    }
}
