namespace SlsSyslog.Testing;

/// <summary>Holds the bytes of an unfinished frame between two reads of a connection.</summary>
internal sealed class FrameRemainder
{
    private byte[] _bytes = [];
    private int _length;

    public bool IsEmpty => _length == 0;

    /// <summary>Gets the kept bytes followed by the received bytes, or the received bytes when nothing is kept.</summary>
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

    /// <summary>Keeps the tail of the result of <see cref="Join"/>.</summary>
    public void Keep(ReadOnlySpan<byte> tail)
    {
        if (_bytes.Length < tail.Length)
        {
            // The tail cannot be part of a buffer that is smaller than the tail.
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
