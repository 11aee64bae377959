namespace SlsSyslog;

/// <summary>
/// Reads the records of dead-letter files, so that a route sends them again. The files are not changed: remove them when the records have arrived.
/// </summary>
/// <remarks>
/// Files that were renamed because they were full are read as well, the oldest first. A file is read up to its length at the start, so that records
/// that become dead letters again are not read again. Fields that were expanded before the record became a dead letter are read as fields.
/// </remarks>
public sealed class DeadLetterSource : ILogSource
{
    private readonly string _path;
    private long _unreadableLines;

    /// <summary>Initializes a new instance of the <see cref="DeadLetterSource"/> class. Performs no I/O.</summary>
    /// <param name="path">The path of the dead-letter file.</param>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    public DeadLetterSource(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        _path = Path.GetFullPath(path);
    }

    /// <summary>Gets the name of the route whose dead letters are read.</summary>
    /// <value>The default is <see langword="null"/>: those of all routes.</value>
    public string? Route { get; init; }

    /// <summary>Gets the number of lines that contain no dead letter, for example because the line was not written completely.</summary>
    public long UnreadableLines => Interlocked.Read(ref _unreadableLines);

    /// <inheritdoc/>
    /// <exception cref="IOException">A file does not exist or cannot be read.</exception>
    public async Task RunAsync(Func<ILogLease, Task> onLease, CancellationToken stopping)
    {
        ArgumentNullException.ThrowIfNull(onLease);
        IReadOnlyList<string> files = DeadLetterRotation.FindFiles(_path);
        if (files.Count == 0)
        {
            throw new FileNotFoundException($"The dead-letter file '{_path}' does not exist.", _path);
        }

        foreach (string file in files)
        {
            if (stopping.IsCancellationRequested)
            {
                return;
            }

            using DeadLetterLease lease = new(file, Route, stopping);
            await onLease(lease).ConfigureAwait(false);
            Interlocked.Add(ref _unreadableLines, lease.UnreadableLines);
        }
    }
}
