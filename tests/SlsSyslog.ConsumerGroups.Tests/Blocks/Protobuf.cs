namespace SlsSyslog.ConsumerGroups.Tests;

// Writes parts of a message, also in forms that no library writes: numbers with more bytes than they need.
internal static class Protobuf
{
    public static byte[] Number(ulong value, int extraBytes = 0)
    {
        List<byte> bytes = [];
        for (; value >= 0x80; value >>= 7)
        {
            bytes.Add((byte)(value | 0x80));
        }

        bytes.Add((byte)value);
        for (; extraBytes > 0; extraBytes--)
        {
            bytes[^1] |= 0x80;
            bytes.Add(0);
        }

        return [.. bytes];
    }

    public static byte[] Field(int number, byte[] content, int extraBytes = 0) =>
        [.. Number(((ulong)number << 3) | 2, extraBytes), .. Number((ulong)content.Length, extraBytes), .. content];
}
