using System.Net.Sockets;

namespace SlsSyslog.Testing.Tests;

public class DatagramCaptureTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Datagrams_OfTwoSenders_AreMessagesOfTwoConnections()
    {
        await using SyslogCaptureServer server = await SyslogCaptureServer.StartAsync(new SyslogCaptureOptions { Transport = CaptureTransport.Udp });
        using UdpClient first = new();
        using UdpClient second = new();
        first.Connect(server.EndPoint);
        second.Connect(server.EndPoint);

        await first.SendAsync("17 <14>1 - - - - - -"u8.ToArray());
        await first.SendAsync(new byte[60_000]);
        await second.SendAsync("<13>b\n"u8.ToArray());
        IReadOnlyList<CapturedMessage> messages = await server.WaitForAsync(3, Soon);

        Assert.Equal([6, 20, 60_000], messages.Select(message => message.Bytes.Length).Order());
        Assert.Equal(2, messages.Select(message => message.Connection).Distinct().Count());
    }

    [Fact]
    public async Task Refuse_Datagrams_AreRefusedByIcmp()
    {
        await using SyslogCaptureServer server = await SyslogCaptureServer.StartAsync(new SyslogCaptureOptions { Transport = CaptureTransport.Udp });
        using UdpClient sender = new();
        sender.Connect(server.EndPoint);
        server.Refuse();

        await sender.SendAsync("lost"u8.ToArray());
        SocketException refused = await Assert.ThrowsAsync<SocketException>(() => sender.ReceiveAsync().WaitAsync(Soon));
        server.Accept();
        await sender.SendAsync("kept"u8.ToArray());

        Assert.Equal(SocketError.ConnectionRefused, refused.SocketErrorCode);
        Assert.Equal("kept", Assert.Single(await server.WaitForAsync(1, Soon)).Text);
    }
}
