using System.Buffers;
using System.Net.Sockets;

namespace SlsSyslog.Transports;

/// <summary>
/// Represents a socket as a stream that counts the bytes it sends (under TLS, the ciphertext), and that can collect many small writes
/// into few sends: <c>SslStream</c> writes 32 KB at a time, and each send is expensive.
/// </summary>
internal sealed class WireStream(Socket socket) : Stream
{
    private const int CollectionBytes = 320 * 1024;

    private byte[]? _collected;
    private int _collectedLength;
    private long _bytesSent;
    private long _bytesReceived;
    private bool _hasEnded;

    public long BytesSent => Volatile.Read(ref _bytesSent);

    public long BytesReceived => Volatile.Read(ref _bytesReceived);

    public bool HasEnded => Volatile.Read(ref _hasEnded);

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Starts to collect writes until <see cref="SendCollectedAsync"/>. They are sent earlier when the buffer is full.</summary>
    public void Collect() => _collected = ArrayPool<byte>.Shared.Rent(CollectionBytes);

    public async ValueTask SendCollectedAsync()
    {
        byte[] collected = _collected ?? throw new InvalidOperationException("Writes are not being collected. Call Collect first.");
        try
        {
            await SendAsync(collected.AsMemory(0, _collectedLength), CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            StopCollecting();
        }
    }

    /// <summary>Discards what was collected. Has no effect if nothing is being collected.</summary>
    public void StopCollecting()
    {
        if (_collected is { } collected)
        {
            _collected = null;
            _collectedLength = 0;
            ArrayPool<byte>.Shared.Return(collected);
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read = await socket.ReceiveAsync(buffer, SocketFlags.None, cancellationToken).ConfigureAwait(false);
        Volatile.Write(ref _bytesReceived, _bytesReceived + read);

        // SslStream also reads zero bytes to wait for data.
        if (read == 0 && buffer.Length > 0)
        {
            Volatile.Write(ref _hasEnded, true);
        }

        return read;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_collected is not { } collected)
        {
            return SendAsync(buffer, cancellationToken);
        }

        if (buffer.Length <= collected.Length - _collectedLength)
        {
            buffer.Span.CopyTo(collected.AsSpan(_collectedLength));
            _collectedLength += buffer.Length;
            return ValueTask.CompletedTask;
        }

        return SendWithCollectedAsync(collected, buffer, cancellationToken);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush()
    {
    }

    // The synchronous members are never called: they would block a thread.
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private async ValueTask SendWithCollectedAsync(byte[] collected, ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken)
    {
        int length = _collectedLength;
        _collectedLength = 0;
        await SendAsync(collected.AsMemory(0, length), cancellationToken).ConfigureAwait(false);
        await SendAsync(buffer, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        while (bytes.Length > 0)
        {
            int sent = await socket.SendAsync(bytes, SocketFlags.None, cancellationToken).ConfigureAwait(false);
            Volatile.Write(ref _bytesSent, _bytesSent + sent);
            bytes = bytes[sent..];
        }
    }
}
