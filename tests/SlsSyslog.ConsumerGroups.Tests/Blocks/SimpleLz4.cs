namespace SlsSyslog.ConsumerGroups.Tests;

// A simple LZ4 compressor that finds the longest match before each position. Slow and independent.
internal static class SimpleLz4
{
    public static byte[] Compress(ReadOnlySpan<byte> raw)
    {
        List<byte> block = [];
        int literalsFrom = 0;
        int at = 0;

        // The last match starts at least twelve bytes before the end, and the last five bytes are literals.
        while (at < raw.Length - 12)
        {
            (int offset, int length) = FindMatch(raw, at);
            if (length < 4)
            {
                at++;
                continue;
            }

            Write(block, raw[literalsFrom..at], offset, length);
            at += length;
            literalsFrom = at;
        }

        Write(block, raw[literalsFrom..], 0, 0);
        return [.. block];
    }

    private static (int Offset, int Length) FindMatch(ReadOnlySpan<byte> raw, int at)
    {
        (int Offset, int Length) best = default;
        for (int from = Math.Max(0, at - 200); from < at; from++)
        {
            int length = raw[at..^5].CommonPrefixLength(raw[from..]);
            if (length > best.Length)
            {
                best = (at - from, length);
            }
        }

        return best;
    }

    private static void Write(List<byte> block, ReadOnlySpan<byte> literals, int offset, int match)
    {
        int matchCode = match == 0 ? 0 : match - 4;
        block.Add((byte)((Math.Min(literals.Length, 15) << 4) | Math.Min(matchCode, 15)));
        WriteLength(block, literals.Length);
        block.AddRange(literals);
        if (match > 0)
        {
            block.Add((byte)offset);
            block.Add((byte)(offset >> 8));
            WriteLength(block, matchCode);
        }
    }

    private static void WriteLength(List<byte> block, int length)
    {
        if (length < 15)
        {
            return;
        }

        for (length -= 15; length >= 255; length -= 255)
        {
            block.Add(255);
        }

        block.Add((byte)length);
    }
}
