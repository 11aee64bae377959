namespace SlsSyslog;

/// <summary>Finds out whether files can be created in a folder. Nothing remains: programs that only read settings validate them as well.</summary>
internal static class FolderProbe
{
    /// <summary>
    /// Creates and deletes a file in a folder. When the folder does not exist, it does so in the nearest one above it, in which the folder would be
    /// created.
    /// </summary>
    /// <returns>Why that is not possible, or <see langword="null"/> when it is.</returns>
    public static string? FindProblem(string folder)
    {
        string existing = Path.GetFullPath(folder);
        while (!Path.Exists(existing) && Path.GetDirectoryName(existing) is { } parent)
        {
            existing = parent;
        }

        string probe = Path.Combine(existing, $".slssyslog-{Environment.ProcessId}-{Guid.NewGuid():N}");
        try
        {
            StateFolder.OpenFile(probe, FileShare.Read, FileOptions.DeleteOnClose).Dispose();
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            return "This user does not have the permission.";
        }
        catch (IOException exception)
        {
            // The text of the system for a folder in which no file can be created is that the file does not exist.
            return File.Exists(existing) ? $"'{PlainText.Clean(existing)}' is a file, not a folder."
                : exception is FileNotFoundException or DirectoryNotFoundException
                ? $"Nothing can be created in the folder '{PlainText.Clean(existing)}'."
                : PlainText.Clean(exception.Message.Replace(probe, existing, StringComparison.Ordinal));
        }
    }
}
