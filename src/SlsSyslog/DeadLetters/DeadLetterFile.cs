namespace SlsSyslog;

/// <summary>Appends dead letters to a file, one JSON object per line. Each is on disk before the record counts as handled.</summary>
internal sealed partial class DeadLetterFile(string path, TimeProvider timeProvider) : IDeadLetterHandler, IDisposable
{
    private const string FileName = "dead-letters.jsonl";

    // The error code of Linux and macOS for a length that cannot be set.
    private const int InvalidArgument = 22;

    // The error codes of a file that another process has open for writing: Windows, Linux, macOS.
    private static readonly int[] InUse = [32, 11, 35];

    private readonly SemaphoreSlim _lock = new(1);

    /// <summary>
    /// Gets the default path: in the state folder that systemd assigns, or in the user's folder for application data. It is empty when the
    /// user has neither. The temporary folder is not used: it is readable by others, and its files are deleted.
    /// </summary>
    public static string DefaultPath => StateFolder.Persistent.FirstOrDefault() is { } folder ? Path.Combine(folder, FileName) : "";

    public string FullPath { get; } = Path.GetFullPath(path);

    /// <summary>Creates the file at the path of the options. Records can be confidential: others may no longer read a file that exists.</summary>
    public static DeadLetterFile Create(IOptions<SlsSyslogOptions> options, TimeProvider timeProvider, ILogger logger)
    {
        DeadLetterFile file = new(options.Value.DeadLetterFile, timeProvider);
        try
        {
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file.FullPath) & ~StateFolder.OwnerOnly) != 0)
            {
                File.SetUnixFileMode(file.FullPath, StateFolder.OwnerOnly);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            LogPermissions(logger, file.FullPath, PlainText.Clean(exception.Message));
        }

        return file;
    }

    /// <summary>Opens a file for appending, and creates it when it does not exist.</summary>
    /// <returns>Why it cannot be written, or <see langword="null"/> when it can.</returns>
    public static string? FindProblem(string path)
    {
        try
        {
            using FileStream file = Open(Path.GetFullPath(path));
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

    public async ValueTask HandleAsync(DeadLetter letter, CancellationToken cancellationToken)
    {
        byte[] line = RecordJson.WriteLine(letter, timeProvider.GetUtcNow());
        await _lock.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            FileStream file = Open(FullPath);
            await using (file.ConfigureAwait(false))
            {
                await AppendAsync(file, line, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            _lock.Release();
        }
    }

    public void Dispose() => _lock.Dispose();

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

    private static FileStream Open(string path)
    {
        StateFolder.Create(Path.GetDirectoryName(path)!);
        return StateFolder.OpenFile(path, FileShare.Read, FileOptions.WriteThrough);
    }

    private static async ValueTask AppendAsync(FileStream file, ReadOnlyMemory<byte> line, CancellationToken cancellationToken)
    {
        long end = file.Length;
        byte[] last = [(byte)'\n'];
        if (end > 0)
        {
            file.Position = end - 1;
            await file.ReadExactlyAsync(last, cancellationToken).ConfigureAwait(false);
        }

        try
        {
            // A loss of power may have left the last line incomplete. The letter must not become a part of it.
            file.Position = end;
            await file.WriteAsync(last[0] == '\n' ? line : (byte[])[(byte)'\n', .. line.Span], cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            file.SetLength(end); // the letter is stored again later
            throw;
        }
    }
}
