using System.Net.Sockets;
using System.Text;

namespace SlsSyslog.Transports.Tests;

/// <summary>The receiver's side of one connection: reads when told to, and ends in every way a connection can end.</summary>
internal sealed class TestPeer(Socket socket) : IDisposable
{
    private readonly byte[] _buffer = new byte[64 * 1024];
    private readonly MemoryStream _bytes = new();
    private int _parsed;

    /// <summary>All whole messages received so far.</summary>
    public List<string> Messages { get; } = [];

    /// <summary>Bytes behind the last whole message.</summary>
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
            // Reset: what came before stays.
        }

        return Messages;
    }

    /// <summary>Reads bytes without asking what they are.</summary>
    public async Task ReadBytesAsync(int count)
    {
        while (_bytes.Length < count && await ReadSomeAsync())
        {
        }
    }

    /// <summary>The raw stream, for a protocol that answers.</summary>
    public Stream OpenStream() => new NetworkStream(socket, ownsSocket: false);

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

        // MSG-LEN SP MSG, read byte by byte and checked: a receiver of its own, not the sender's code turned round.
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

            Assert.True(at > _parsed && bytes[at] == ' ' && length > 0, $"torn frame at {_parsed}: {Encoding.UTF8.GetString(bytes[_parsed..Math.Min(bytes.Length, _parsed + 40)])}");
            if (bytes.Length - at - 1 < length)
            {
                return;
            }

            Messages.Add(Encoding.UTF8.GetString(bytes.Slice(at + 1, length)));
            _parsed = at + 1 + length;
        }
    }
}
