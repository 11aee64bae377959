namespace SlsSyslog.Serialization;

// 16 bytes per field, so that the table of a usual record stays in the first-level cache.
internal readonly struct LogFieldRange(int keyOffset, int keyLength, int valueOffset, int valueLength)
{
    public int KeyOffset { get; } = keyOffset;

    public int KeyLength { get; } = keyLength;

    public int ValueOffset { get; } = valueOffset;

    public int ValueLength { get; } = valueLength;
}
