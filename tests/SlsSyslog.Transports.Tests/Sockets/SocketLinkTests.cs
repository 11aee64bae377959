using System.Net;
using System.Net.Sockets;

namespace SlsSyslog.Transports.Tests;

public sealed class SocketLinkTests
{
    [Fact]
    public void IsConnectedToItself_SimultaneousOpenWithItself_IsTrue()
    {
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        if (!OperatingSystem.IsLinux())
        {
            // Other systems reject it.
            return;
        }

        socket.Connect(socket.LocalEndPoint!);
        using SocketLink link = new(socket);

        Assert.True(link.IsConnectedToItself);
    }
}
