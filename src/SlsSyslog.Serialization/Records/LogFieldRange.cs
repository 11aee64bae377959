namespace SlsSyslog.Serialization;

/// <summary>Specifies where a key and its value are. It has 16 bytes, so that a typical table stays in the first-level cache.</summary>
internal readonly struct LogFieldRange(int keyOffset, int keyLength, int valueOffset, int valueLength)
{
    public int KeyOffset { get; } = keyOffset;

    public int KeyLength { get; } = keyLength;

    public int ValueOffset { get; } = valueOffset;

    public int ValueLength { get; } = valueLength;

    public static void Move(Span<LogFieldRange> ranges, int shift)
    {
        foreach (ref LogFieldRange range in ranges)
        {
            range = new(range.KeyOffset + shift, range.KeyLength, range.ValueOffset + shift, range.ValueLength);
        }
    }
}
