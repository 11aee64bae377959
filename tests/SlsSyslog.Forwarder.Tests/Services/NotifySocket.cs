using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;

namespace SlsSyslog.Forwarder.Tests;

/// <summary>Receives what a service sends to its service manager, as systemd does: on a datagram socket in the file system.</summary>
internal sealed class NotifySocket : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("notify-").FullName;
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
    private readonly ConcurrentQueue<string> _messages = [];
    private readonly Task _loop;

    public NotifySocket()
    {
        _socket.Bind(new UnixDomainSocketEndPoint(Path));
        _loop = ReceiveAsync();
    }

    public string Path => System.IO.Path.Combine(_folder, "notify");

    /// <summary>Gets what was received, in order.</summary>
    public string[] Messages => [.. _messages];

    public int Count(string message) => _messages.Count(received => received == message);

    public void Dispose()
    {
        _socket.Dispose();
        _loop.Wait();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task ReceiveAsync()
    {
        byte[] buffer = new byte[8192];
        try
        {
            while (true)
            {
                int length = await _socket.ReceiveAsync(buffer);
                foreach (string line in Encoding.UTF8.GetString(buffer, 0, length).Split('\n', StringSplitOptions.RemoveEmptyEntries))
                {
                    _messages.Enqueue(line);
                }
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The test has ended.
        }
    }
}
