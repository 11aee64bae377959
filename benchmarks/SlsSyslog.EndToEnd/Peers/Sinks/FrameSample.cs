using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;

namespace SlsSyslog.EndToEnd;

/// <summary>Keeps the first messages that arrive, with octet counting, and sends them again and again to the relay under measurement.</summary>
internal sealed class FrameSample
{
    private const int MaxBytes = 32 * 1024 * 1024;
    private readonly byte[] _bytes = new byte[MaxBytes];
    private int _length;
    private int _isBegun = 1;

    /// <summary>Keeps the messages of the next connection.</summary>
    public string Restart()
    {
        _length = 0;
        Interlocked.Exchange(ref _isBegun, 0);
        return "sampling";
    }

    /// <summary>Returns true to the first caller, which adds the bytes of its connection.</summary>
    public bool TryBegin() => Interlocked.Exchange(ref _isBegun, 1) == 0;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        int count = Math.Min(bytes.Length, MaxBytes - _length);
        bytes[..count].CopyTo(_bytes.AsSpan(_length));
        _length += count;
    }

    /// <summary>Starts to send at least that many bytes to a port of this machine.</summary>
    /// <returns>The number of bytes that are sent.</returns>
    public long Feed(int port, long bytes)
    {
        int whole = WholeFrames();
        long rounds = (bytes + whole - 1) / whole;
        new Thread(() =>
        {
            using Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            socket.Connect(IPAddress.Loopback, port);
            for (long round = 0; round < rounds; round++)
            {
                for (int sent = 0; sent < whole;)
                {
                    sent += socket.Send(_bytes.AsSpan(sent, Math.Min(256 * 1024, whole - sent)));
                }
            }
        })
        { IsBackground = true }.Start();
        return rounds * whole;
    }

    private int WholeFrames()
    {
        int at = 0;
        while (at < _length && Utf8Parser.TryParse(_bytes.AsSpan(at, _length - at), out int length, out int digits)
            && at + digits + 1 + length <= _length)
        {
            at += digits + 1 + length;
        }

        return at > 0 ? at : throw new InvalidOperationException("No message with octet counting was received.");
    }
}
