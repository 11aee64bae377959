namespace SlsSyslog;

/// <summary>Creates the folder and the files of ledgers, which only their owner may read, and finds the files of one ledger.</summary>
internal static class LedgerFolder
{
    private const string Extension = ".jsonl";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Creates and deletes a file. Returns why that is not possible; <see langword="null"/> when it is.</summary>
    public static string? FindProblem(string folder)
    {
        string probe = Path.Combine(folder, $"probe-{Environment.ProcessId}-{Guid.NewGuid():N}");
        try
        {
            Create(folder);
            Open(probe).Dispose();
            File.Delete(probe);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return PlainText.Clean(exception.Message);
        }
    }

    public static void Create(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Opens the file whose lock shows that a process writes the ledger. Files that are only shared for reading have no such lock.</summary>
    public static FileStream Lock(string folder, string name) => Open(Path.Combine(folder, $"{PrefixOf(name)}lock"), FileShare.None);

    /// <summary>Opens a file, and creates it if it does not exist.</summary>
    public static FileStream Open(string path, FileShare share = FileShare.Read)
    {
        FileStreamOptions options = new()
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = share,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return new FileStream(path, options);
    }

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
