namespace SlsSyslog.ConsumerGroups;

/// <summary>Represents the key and the value of a Content or LogTag. Absent ones are empty, because proto3 omits empty strings.</summary>
internal readonly struct LogPair
{
    public int KeyOffset { get; private init; }

    public int KeyLength { get; private init; }

    public int ValueOffset { get; private init; }

    public int ValueLength { get; private init; }

    /// <summary>Reads a pair in any order, with repeated keys or values (the last one is used) and unknown fields.</summary>
    public static LogPair Read(ReadOnlySpan<byte> block, int at, int end)
    {
        int keyOffset = at;
        int keyLength = 0;
        int valueOffset = at;
        int valueLength = 0;
        while (at < end)
        {
            uint tag = WireFormat.ReadTag(block, ref at, end);
            int fieldEnd;
            switch (tag)
            {
                case WireFormat.PairKey:
                    fieldEnd = WireFormat.ReadFieldEnd(block, ref at, end);
                    (keyOffset, keyLength, at) = (at, fieldEnd - at, fieldEnd);
                    break;
                case WireFormat.PairValue:
                    fieldEnd = WireFormat.ReadFieldEnd(block, ref at, end);
                    (valueOffset, valueLength, at) = (at, fieldEnd - at, fieldEnd);
                    break;
                default:
                    WireFormat.Skip(block, tag, ref at, end);
                    break;
            }
        }

        return new LogPair { KeyOffset = keyOffset, KeyLength = keyLength, ValueOffset = valueOffset, ValueLength = valueLength };
    }
}
