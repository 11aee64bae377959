namespace SlsSyslog;

/// <summary>Describes the end of a file of the ledger.</summary>
/// <param name="End">The length up to the end of the last complete line.</param>
/// <param name="Digest">The digest of the last complete line; empty when there is none.</param>
internal readonly record struct LedgerTail(long End, string Digest)
{
    // Far longer than two lines.
    private const int MaxBytes = 64 * 1024;

    /// <exception cref="IOException">The file is large and does not have lines, so it is not cut.</exception>
    public static LedgerTail Read(FileStream file)
    {
        long start = Math.Max(0, file.Length - MaxBytes);
        byte[] bytes = new byte[file.Length - start];
        file.Position = start;
        file.ReadExactly(bytes);
        int end = Array.LastIndexOf(bytes, (byte)'\n');
        if (end < 0)
        {
            return start == 0
                ? new LedgerTail(0, "")
                : throw new IOException($"'{file.Name}' is not a file of a ledger, because it does not end with lines. Move it to another folder.");
        }

        int begin = bytes.AsSpan(0, end).LastIndexOf((byte)'\n') + 1;
        return new LedgerTail(start + end + 1, LedgerLine.ReadDigest(bytes.AsSpan(begin, end - begin)));
    }
}
