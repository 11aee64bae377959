namespace SlsSyslog.Testing;

/// <summary>The bytes of an unfinished frame between two reads of a connection.</summary>
internal sealed class FrameRemainder
{
    private byte[] _bytes = [];
    private int _length;

    public bool IsEmpty => _length == 0;

    /// <summary>What is left from before and what has come since, in one piece; without a remainder the received bytes themselves.</summary>
    public ReadOnlySpan<byte> Join(ReadOnlySpan<byte> received)
    {
        if (_length == 0)
        {
            return received;
        }

        Reserve(_length + received.Length);
        received.CopyTo(_bytes.AsSpan(_length));
        _length += received.Length;
        return _bytes.AsSpan(0, _length);
    }

    /// <summary>Keeps the tail of what <see cref="Join"/> gave.</summary>
    public void Keep(ReadOnlySpan<byte> tail)
    {
        if (_bytes.Length < tail.Length)
        {
            // the tail cannot lie in a buffer that is smaller than itself
            _bytes = new byte[Math.Max(tail.Length, 4096)];
        }

        tail.CopyTo(_bytes);
        _length = tail.Length;
    }

    private void Reserve(int length)
    {
        if (_bytes.Length < length)
        {
            Array.Resize(ref _bytes, Math.Max(length, _bytes.Length * 2));
        }
    }
}
