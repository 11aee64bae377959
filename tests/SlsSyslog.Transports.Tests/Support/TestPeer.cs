using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SlsSyslog.Transports.Tests;

/// <summary>Represents the receiver side of one connection. It reads when the test calls it, and can end in every way.</summary>
internal sealed class TestPeer(Socket socket) : IDisposable
{
    private readonly byte[] _buffer = new byte[64 * 1024];
    private readonly MemoryStream _bytes = new();
    private int _parsed;

    /// <summary>Gets the complete messages that were received.</summary>
    public List<string> Messages { get; } = [];

    /// <summary>Gets the number of bytes after the last complete message.</summary>
    public int PartialBytes => (int)_bytes.Length - _parsed;

    public async Task<bool> ReadSomeAsync()
    {
        int read = await socket.ReceiveAsync(_buffer).WaitAsync(Eventually.Deadline);
        Take(_buffer.AsSpan(0, read));
        return read > 0;
    }

    public async Task<List<string>> ReadMessagesAsync(int count)
    {
        while (Messages.Count < count && await ReadSomeAsync())
        {
        }

        return Messages;
    }

    public async Task<List<string>> ReadToEndAsync()
    {
        try
        {
            while (await ReadSomeAsync())
            {
            }
        }
        catch (SocketException)
        {
            // Reset: the messages received before are kept.
        }

        return Messages;
    }

    /// <summary>Reads bytes without parsing them.</summary>
    public async Task ReadBytesAsync(int count)
    {
        while (_bytes.Length < count && await ReadSomeAsync())
        {
        }
    }

    /// <summary>Opens the raw stream, for a protocol with responses.</summary>
    public Stream OpenStream() => new NetworkStream(socket, ownsSocket: false);

    /// <summary>Returns whether the other process has read everything that was sent to it, by the receive queue that Linux reports.</summary>
    public bool HasRemoteReadEverything()
    {
        if (!OperatingSystem.IsLinux())
        {
            return true;
        }

        // "sl local_address rem_address st tx_queue:rx_queue ...", where an address is "IP:PORT" in hexadecimal digits.
        string local = $":{((IPEndPoint)socket.RemoteEndPoint!).Port:X4}";
        string remote = $":{((IPEndPoint)socket.LocalEndPoint!).Port:X4}";
        return File.ReadLines("/proc/net/tcp").Concat(File.ReadLines("/proc/net/tcp6"))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words[1].EndsWith(local, StringComparison.Ordinal) && words[2].EndsWith(remote, StringComparison.Ordinal))
            .All(words => words[4].EndsWith(":00000000", StringComparison.Ordinal));
    }

    public void ShutdownSend() => socket.Shutdown(SocketShutdown.Send);

    public void Close() => socket.Close();

    public void Reset()
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Close();
    }

    public void Dispose() => socket.Dispose();

    public void Take(ReadOnlySpan<byte> received)
    {
        _bytes.Write(received);

        // MSG-LEN SP MSG, parsed byte by byte and checked, independently of the code of the sender.
        ReadOnlySpan<byte> bytes = _bytes.GetBuffer().AsSpan(0, (int)_bytes.Length);
        while (true)
        {
            int length = 0;
            int at = _parsed;
            while (at < bytes.Length && bytes[at] is >= (byte)'0' and <= (byte)'9')
            {
                length = (length * 10) + bytes[at++] - '0';
            }

            if (at == bytes.Length)
            {
                return;
            }

            Assert.True(
                at > _parsed && bytes[at] == ' ' && length > 0,
                $"torn frame at {_parsed}: {Encoding.UTF8.GetString(bytes[_parsed..Math.Min(bytes.Length, _parsed + 40)])}");
            if (bytes.Length - at - 1 < length)
            {
                return;
            }

            Messages.Add(Encoding.UTF8.GetString(bytes.Slice(at + 1, length)));
            _parsed = at + 1 + length;
        }
    }
}
