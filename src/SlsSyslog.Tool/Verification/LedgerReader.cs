using System.Text.Json;

namespace SlsSyslog.Tool;

/// <summary>Reads delivery ledgers, of several processes or of a route and its replays, and checks their chains.</summary>
internal static class LedgerReader
{
    /// <summary>Reads the ledgers with the given names in the given folders. Ledgers that do not exist are omitted.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static LedgerContent Read(IEnumerable<string> folders, IReadOnlyList<string> names)
    {
        List<LedgerRecord> records = [];
        List<LedgerChain> chains = [];
        foreach (string folder in folders.Select(Path.GetFullPath).Distinct())
        {
            foreach (string name in names)
            {
                LedgerVerification chain = LedgerVerifier.Verify(folder, name);
                if (chain.Files.Count > 0)
                {
                    records.AddRange(chain.Files.SelectMany(ReadLines).Select(TryParse).OfType<LedgerRecord>());
                    chains.Add(new LedgerChain(
                        folder, name, chain.Files.Count, chain.Lines, chain.FirstDigest, chain.LastDigest,
                        [.. chain.Problems.Select(problem => PlainText.Clean(problem.ToString()))]));
                }
            }
        }

        return new LedgerContent(records, chains);
    }

    // The forwarder may be writing to the last file.
    private static IEnumerable<string> ReadLines(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using StreamReader reader = new(file);
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    // A line that cannot be read is a problem of the chain.
    private static LedgerRecord? TryParse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, LedgerJson.Default.LedgerRecord) is { } record
                && IsValid(record) ? record : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsValid(LedgerRecord record) =>
        int.TryParse(record.Shard, NumberStyles.None, CultureInfo.InvariantCulture, out _)
        && DateTimeOffset.TryParse(record.Minute, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _)
        && CursorNumber.Decode(new(record.FirstCursor)) <= CursorNumber.Decode(new(record.LastCursor));
}
