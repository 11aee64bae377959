namespace SlsSyslog;

/// <summary>Finds the name that a misspelled one probably means.</summary>
internal static class SimilarName
{
    /// <summary>Returns the closest name, or <see langword="null"/> when more than a third of the letters differ.</summary>
    public static string? Find(string name, IEnumerable<string> known) => Find(name, known, Math.Max(1, name.Length / 3));

    /// <summary>Returns the closest name, or <see langword="null"/> when more letters than a number differ.</summary>
    public static string? Find(string name, IEnumerable<string> known, int maxDistance) => known
        .Select(other => (Name: other, Distance: Distance(name.ToUpperInvariant(), other.ToUpperInvariant())))
        .Where(candidate => candidate.Distance <= maxDistance)
        .OrderBy(candidate => candidate.Distance)
        .Select(candidate => candidate.Name)
        .FirstOrDefault();

    // The number of letters to insert, remove or replace (Levenshtein).
    private static int Distance(string from, string to)
    {
        int[] previous = [.. Enumerable.Range(0, to.Length + 1)];
        for (int i = 1; i <= from.Length; i++)
        {
            int[] current = new int[to.Length + 1];
            current[0] = i;
            for (int j = 1; j <= to.Length; j++)
            {
                int replaced = previous[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
                current[j] = Math.Min(replaced, Math.Min(previous[j], current[j - 1]) + 1);
            }

            previous = current;
        }

        return previous[^1];
    }
}
