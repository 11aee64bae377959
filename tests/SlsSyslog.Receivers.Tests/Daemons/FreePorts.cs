using System.Net;
using System.Net.Sockets;

namespace SlsSyslog.Receivers.Tests;

/// <summary>
/// Provides unused ports. They are below the range that the kernel uses for outgoing connections (from 32768): a port of that range
/// could be taken while its daemon is down, and a sender that retries could even connect to itself.
/// </summary>
internal static class FreePorts
{
    private const int First = 12_000;
    private const int Count = 20_000;

    // Parallel test runs start at different ports.
    private static int _next = Random.Shared.Next(Count);

    public static int Take()
    {
        for (int attempt = 0; attempt < Count; attempt++)
        {
            int port = First + (int)((uint)Interlocked.Increment(ref _next) % Count);
            if (IsFree(port, SocketType.Stream, ProtocolType.Tcp) && IsFree(port, SocketType.Dgram, ProtocolType.Udp))
            {
                return port;
            }
        }

        throw new ReceiverStartException($"No free port from {First} to {First + Count}.");
    }

    private static bool IsFree(int port, SocketType type, ProtocolType protocol)
    {
        using Socket socket = new(AddressFamily.InterNetwork, type, protocol);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException exception) when (exception.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
        {
            return false;
        }
    }
}
