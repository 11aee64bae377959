namespace SlsSyslog;

/// <summary>Checks whether a file can receive dead letters, and describes why it cannot.</summary>
internal static class DeadLetterFileCheck
{
    // The error code of Linux and macOS for a length that cannot be set.
    private const int InvalidArgument = 22;

    // The error codes of a file that another process has open for writing: Windows, Linux, macOS.
    private static readonly int[] InUse = [32, 11, 35];

    /// <summary>Opens a file for appending, and creates it when it does not exist.</summary>
    /// <returns>Why it cannot be written, or <see langword="null"/> when it can.</returns>
    public static string? FindProblem(string path)
    {
        try
        {
            using FileStream file = DeadLetterFile.Open(Path.GetFullPath(path));
            return IsRegular(file) ? null : "It is not a regular file.";
        }
        catch (IOException exception) when (IsInUse(exception))
        {
            return null; // another instance writes to it
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return Describe(exception, path);
        }
    }

    private static bool IsInUse(IOException exception) =>
        exception is not (DirectoryNotFoundException or FileNotFoundException or PathTooLongException) && InUse.Contains(exception.HResult & 0xFFFF);

    // A pipe has no position, and the length of a device cannot be set. A letter would be lost in both.
    private static bool IsRegular(FileStream file)
    {
        if (!file.CanSeek)
        {
            return false;
        }

        try
        {
            file.SetLength(file.Length); // changes nothing
            return true;
        }
        catch (IOException exception)
        {
            return (exception.HResult & 0xFFFF) != InvalidArgument;
        }
    }

    private static string? FindMissingTarget(string path)
    {
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: true) is { Exists: false } target ? target.FullName : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null; // the links form a loop, for example
        }
    }

    // The text of the system for a folder in which no file can be created is that the file does not exist.
    private static string Describe(Exception exception, string path)
    {
        if (exception is ArgumentException or NotSupportedException)
        {
            return exception.Message;
        }

        string? obstacle = Path.GetDirectoryName(Path.GetFullPath(path));
        while (obstacle is not null && !Path.Exists(obstacle))
        {
            obstacle = Path.GetDirectoryName(obstacle);
        }

        return Directory.Exists(path) ? "It is a folder."
            : FindMissingTarget(path) is { } target
            ? $"It is a symbolic link to '{PlainText.Clean(target)}', which cannot be created."
            : File.Exists(obstacle) ? $"'{obstacle}' is a file, not a folder."
            : exception is UnauthorizedAccessException ? "This user does not have the permission."
            : exception is FileNotFoundException or DirectoryNotFoundException ? $"Nothing can be created in the folder '{obstacle}'."
            : exception.Message;
    }
}
