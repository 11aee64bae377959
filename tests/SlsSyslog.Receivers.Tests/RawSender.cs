using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SlsSyslog.Receivers.Tests;

/// <summary>Sends bytes without the product, so that a test of the daemons does not depend on it.</summary>
internal static class RawSender
{
    /// <summary>Octet counting, RFC 6587 3.4.1: the length in bytes, a space, the message.</summary>
    public static byte[] CountOctets(params IEnumerable<string> messages)
    {
        List<byte> frames = [];
        foreach (string message in messages)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(message);
            frames.AddRange(Encoding.ASCII.GetBytes($"{bytes.Length} "));
            frames.AddRange(bytes);
        }

        return [.. frames];
    }

    /// <summary>Connects, sends, shuts down the sending side and reads to the end, so that the receiver has read everything.</summary>
    public static async Task SendTcpAsync(IPEndPoint receiver, ReadOnlyMemory<byte> bytes)
    {
        using Socket socket = new(SocketType.Stream, ProtocolType.Tcp);
        using CancellationTokenSource deadline = new(TimeSpan.FromSeconds(20));
        await socket.ConnectAsync(receiver, deadline.Token);
        for (ReadOnlyMemory<byte> rest = bytes; !rest.IsEmpty;)
        {
            rest = rest[await socket.SendAsync(rest, deadline.Token)..];
        }

        socket.Shutdown(SocketShutdown.Send);
        while (await socket.ReceiveAsync(new byte[256], deadline.Token) > 0)
        {
        }
    }

    /// <summary>Sends one datagram.</summary>
    public static async Task SendUdpAsync(IPEndPoint receiver, string message)
    {
        using Socket socket = new(SocketType.Dgram, ProtocolType.Udp);
        await socket.SendToAsync(Encoding.UTF8.GetBytes(message), receiver);
    }
}
