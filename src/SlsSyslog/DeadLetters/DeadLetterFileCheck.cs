namespace SlsSyslog;

/// <summary>Checks whether a file can receive dead letters, and describes why it cannot.</summary>
internal static class DeadLetterFileCheck
{
    // The error code of Linux and macOS for a length that cannot be set.
    private const int InvalidArgument = 22;

    // The error codes of a file that another process has open for writing: Windows, Linux, macOS.
    private static readonly int[] InUse = [32, 11, 35];

    /// <summary>Opens a file for appending. When it does not exist, it is not created, but proven that it can be.</summary>
    /// <returns>Why it cannot be written, or <see langword="null"/> when it can.</returns>
    public static string? FindProblem(string path)
    {
        try
        {
            string fullPath = Path.GetFullPath(path);
            using FileStream? file = OpenExisting(fullPath);
            return file is null ? FindProblemOfNewFile(fullPath) : IsRegular(file) ? null : "It is not a regular file.";
        }
        catch (IOException exception) when (IsInUse(exception))
        {
            return null; // another instance writes to it
        }
        catch (UnauthorizedAccessException)
        {
            return Directory.Exists(path) ? "It is a folder." : "This user does not have the permission.";
        }
        catch (Exception exception) when (exception is IOException or ArgumentException or NotSupportedException)
        {
            return exception.Message;
        }
    }

    private static FileStream? OpenExisting(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    // The target of a link is created, but not its folder.
    private static string? FindProblemOfNewFile(string path) =>
        FindMissingTarget(path) is not { } target ? FolderProbe.FindProblem(Path.GetDirectoryName(path)!)
        : Path.GetDirectoryName(target) is { } folder && Directory.Exists(folder) && FolderProbe.FindProblem(folder) is null ? null
        : $"It is a symbolic link to '{PlainText.Clean(target)}', which cannot be created.";

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
}
