namespace SlsSyslog;

/// <summary>Renames the dead-letter file when it is full, and limits the number of files.</summary>
internal sealed partial class DeadLetterRotation(string path, DeadLetterOptions options, ILogger logger)
{
    /// <summary>Returns the files that exist, the oldest first. The last one is the file that is written, if it exists.</summary>
    /// <param name="path">The full path of the file that is written.</param>
    public static IReadOnlyList<string> FindFiles(string path)
    {
        string[] current = File.Exists(path) ? [path] : [];
        return [.. FindRotated(path).Select(file => file.Path), .. current];
    }

    /// <summary>Makes room for a line. The file is not open.</summary>
    /// <param name="bytes">The length of the line.</param>
    /// <exception cref="IOException">All files are full, and none may be deleted; or the disk fails.</exception>
    public void MakeRoom(int bytes)
    {
        FileInfo current = new(path);
        if (!current.Exists || current.Length == 0 || current.Length + bytes <= options.MaxFileBytes)
        {
            return;
        }

        (string Path, long Number)[] rotated = FindRotated(path);
        if (options.WhenFull == DeadLetterOverflow.Hold && rotated.Length + 1 >= options.MaxFiles)
        {
            throw new IOException(
                $"The {rotated.Length + 1} files are full, each with up to {options.MaxFileBytes} bytes. Send their records again and remove them, "
                + "or increase DeadLetters:MaxFiles.");
        }

        long number = rotated.Length == 0 ? 1 : rotated[^1].Number + 1;
        File.Move(path, string.Create(CultureInfo.InvariantCulture, $"{path}.{number}"), overwrite: false);
        foreach (string oldest in FindRotated(path).Select(file => file.Path).SkipLast(options.MaxFiles - 1))
        {
            long letters = File.ReadLines(oldest).LongCount();
            File.Delete(oldest);
            LogDropped(logger, oldest, letters);
        }
    }

    private static (string Path, long Number)[] FindRotated(string path)
    {
        string folder = Path.GetDirectoryName(path)!;
        string prefix = $"{Path.GetFileName(path)}.";
        return !Directory.Exists(folder) ? [] :
        [
            .. Directory.EnumerateFiles(folder, $"{prefix}*") // the pattern also matches the file without a suffix
                .Where(file => Path.GetFileName(file).StartsWith(prefix, StringComparison.Ordinal))
                .Select(file => (file, NumberOf(Path.GetFileName(file)[prefix.Length..])))
                .Where(file => file.Item2 > 0)
                .OrderBy(file => file.Item2),
        ];
    }

    private static long NumberOf(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : 0;
}
