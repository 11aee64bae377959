using Microsoft.Extensions.Logging.Abstractions;

namespace SlsSyslog;

/// <summary>
/// Appends dead letters to a file, one JSON object per line. Each is on disk before the record counts as handled. A full file is renamed, and the
/// next one is begun.
/// </summary>
internal sealed partial class DeadLetterFile : IDeadLetterHandler, IDisposable
{
    private const string FileName = "dead-letters.jsonl";

    private readonly SemaphoreSlim _lock = new(1);
    private readonly DeadLetterRotation _rotation;
    private readonly TimeProvider _timeProvider;

    public DeadLetterFile(string path, TimeProvider timeProvider, DeadLetterOptions? options = null, ILogger? logger = null)
    {
        FullPath = Path.GetFullPath(path);
        _timeProvider = timeProvider;
        _rotation = new DeadLetterRotation(FullPath, options ?? new DeadLetterOptions(), logger ?? NullLogger.Instance);
    }

    /// <summary>
    /// Gets the default path: in the state folder that systemd assigns, or in the user's folder for application data. It is empty when the
    /// user has neither. The temporary folder is not used: it is readable by others, and its files are deleted.
    /// </summary>
    public static string DefaultPath => StateFolder.Persistent.FirstOrDefault() is { } folder ? Path.Combine(folder, FileName) : "";

    public string FullPath { get; }

    /// <summary>Creates the file at the path of the options. Records can be confidential: others may no longer read a file that exists.</summary>
    public static DeadLetterFile Create(IOptions<SlsSyslogOptions> options, TimeProvider timeProvider, ILogger logger)
    {
        DeadLetterFile file = new(options.Value.DeadLetterFile, timeProvider, options.Value.DeadLetters, logger);
        try
        {
            if (!File.Exists(file.FullPath))
            {
                Open(file.FullPath).Dispose();
            }
            else if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file.FullPath) & ~StateFolder.OwnerOnly) != 0)
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

    public async ValueTask HandleAsync(DeadLetter letter, CancellationToken cancellationToken)
    {
        byte[] line = RecordJson.WriteLine(letter, _timeProvider.GetUtcNow());
        await _lock.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            _rotation.MakeRoom(line.Length);
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

    /// <summary>Opens a file for appending, and creates it and its folder when they do not exist.</summary>
    public static FileStream Open(string path)
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
