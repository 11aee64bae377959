namespace SlsSyslog;

/// <summary>Checks the folder of ledgers, and finds the files of one ledger.</summary>
internal static class LedgerFolder
{
    private const string Extension = ".jsonl";

    /// <summary>Returns why the folder cannot be written or created; <see langword="null"/> when it can. Nothing is created.</summary>
    public static string? FindProblem(string folder)
    {
        try
        {
            return FolderProbe.FindProblem(folder);
        }
        catch (Exception exception) when (exception is IOException or ArgumentException or NotSupportedException)
        {
            return PlainText.Clean(exception.Message);
        }
    }

    /// <summary>Opens the file whose lock shows that a process writes the ledger. Files that are only shared for reading have no such lock.</summary>
    public static FileStream Lock(string folder, string name) =>
        StateFolder.OpenFile(Path.Combine(folder, $"{PrefixOf(name)}lock"), FileShare.None);

    public static string PathOf(string folder, string name, int number) =>
        Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{PrefixOf(name)}{number:000000}{Extension}"));

    /// <summary>Returns the files of one ledger by their numbers, oldest first.</summary>
    public static SortedList<int, string> Find(string folder, string name)
    {
        SortedList<int, string> files = [];
        string prefix = PrefixOf(name);
        foreach (string path in Directory.Exists(folder) ? Directory.EnumerateFiles(folder, $"{prefix}*{Extension}") : [])
        {
            string digits = Path.GetFileNameWithoutExtension(path)[prefix.Length..];
            if (int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
            {
                files[number] = path;
            }
        }

        return files;
    }

    // The name of a route can contain any character.
    private static string PrefixOf(string name) => $"ledger-{Uri.EscapeDataString(name).Replace("*", "%2A", StringComparison.Ordinal)}-";
}
