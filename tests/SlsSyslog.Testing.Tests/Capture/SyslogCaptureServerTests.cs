using System.Net.Sockets;
using System.Text;

namespace SlsSyslog.Testing.Tests;

public class SyslogCaptureServerTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task WaitForAsync_FramesOfBothKinds_KeepsMessagesInOrder()
    {
        await using var server = await SyslogCaptureServer.StartAsync();
        using var sender = new TcpClient();
        await sender.ConnectAsync(server.EndPoint);

        await sender.GetStream().WriteAsync(Encoding.UTF8.GetBytes("17 <14>1 - - - - - -<13>line\n21 <14>1 - h a - - - 日"));
        var messages = await server.WaitForAsync(3, Soon);

        Assert.Equal(["<14>1 - - - - - -", "<13>line", "<14>1 - h a - - - 日"], messages.Select(message => message.Text));
        Assert.Equal([0L, 1, 2], messages.Select(message => message.Sequence));
        Assert.All(messages, message => Assert.Equal(1, message.Connection));
    }
}
