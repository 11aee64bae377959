namespace SlsSyslog;

/// <summary>
/// Checks the chain of a delivery ledger: each line contains its own digest and that of the line before it, so that a changed, added or removed
/// line breaks the chain.
/// </summary>
public static class LedgerVerifier
{
    /// <summary>Checks the ledger of one route.</summary>
    /// <param name="folder">The folder of the ledger.</param>
    /// <param name="route">The name of the route.</param>
    /// <returns>What was found. A ledger without files has no lines and no problems.</returns>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static LedgerVerification Verify(string folder, string route)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentException.ThrowIfNullOrEmpty(route);
        SortedList<int, string> files = LedgerFolder.Find(folder, route);
        List<LedgerProblem> problems = [];
        for (int i = 1; i < files.Count; i++)
        {
            if (files.Keys[i] != files.Keys[i - 1] + 1)
            {
                problems.Add(new LedgerProblem(files.Values[i], 1, "The file before it is missing."));
            }
        }

        string? first = null;
        string previous = LedgerLine.FirstDigest;
        long lines = 0;
        foreach (string file in files.Values)
        {
            long number = 0;
            foreach (ReadOnlyMemory<byte> line in ReadLines(file))
            {
                number++;
                bool isValid = LedgerLine.TryRead(line.Span, out string digest, out string? before);
                if (!isValid)
                {
                    problems.Add(new LedgerProblem(file, number, "The line is changed or incomplete: its digest does not match."));
                }
                else if (first is not null && before != previous)
                {
                    problems.Add(new LedgerProblem(file, number, "A line before this one is missing, added or changed: the chain is broken."));
                }

                first ??= before ?? "";
                previous = digest;
                lines++;
            }
        }

        bool isCut = first is not null && first != LedgerLine.FirstDigest && files.Count > 0 && files.Keys[0] == 1;
        if (isCut)
        {
            problems.Add(new LedgerProblem(files.Values[0], 1, "The first lines of the ledger are missing."));
        }

        return new LedgerVerification([.. files.Values], lines, first ?? LedgerLine.FirstDigest, previous, problems);
    }

    private static IEnumerable<ReadOnlyMemory<byte>> ReadLines(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using MemoryStream line = new();
        byte[] buffer = new byte[64 * 1024];
        int read;
        while ((read = file.Read(buffer)) > 0)
        {
            int at = 0;
            while (buffer.AsSpan(at, read - at).IndexOf((byte)'\n') is >= 0 and int length)
            {
                line.Write(buffer.AsSpan(at, length));
                yield return line.ToArray();
                line.SetLength(0);
                at += length + 1;
            }

            line.Write(buffer.AsSpan(at, read - at));
        }

        if (line.Length > 0)
        {
            yield return line.ToArray();
        }
    }
}
