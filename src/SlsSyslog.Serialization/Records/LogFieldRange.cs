namespace SlsSyslog.Serialization;

/// <summary>
/// Specifies the position of a key and its value. A range has 16 bytes, so that the table of a typical record stays in the first-level
/// cache.
/// </summary>
internal readonly struct LogFieldRange(int keyOffset, int keyLength, int valueOffset, int valueLength)
{
    public int KeyOffset { get; } = keyOffset;

    public int KeyLength { get; } = keyLength;

    public int ValueOffset { get; } = valueOffset;

    public int ValueLength { get; } = valueLength;
}
