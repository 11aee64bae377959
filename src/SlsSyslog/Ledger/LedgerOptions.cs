namespace SlsSyslog;

/// <summary>
/// Specifies the delivery ledger of a route: files of JSON lines that say what was delivered of each shard and minute, linked by digests so
/// that a changed or removed line is found. Without a folder nothing is written.
/// </summary>
public sealed class LedgerOptions : IValidatedOptions
{
    /// <summary>
    /// Gets or sets the folder of the ledger. Only the user of the process may read its files. Each process needs another folder.
    /// </summary>
    /// <value>The default is an empty string, which writes no ledger.</value>
    public string Folder { get; set => field = PlainText.Trim(value); } = "";

    /// <summary>
    /// Gets or sets how long a line waits for more records of its minute. A checkpoint is stored after the line that contains it, so that this is
    /// also how much is sent again after a process ends unexpectedly.
    /// </summary>
    /// <value>The default is 1 minute, which writes one line for each shard and minute in most cases.</value>
    [OptionRange("00:00:01", "00:01:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Gets or sets the time from receipt by SLS to confirmation up to which a record counts as on time.</summary>
    /// <value>The default is 5 minutes.</value>
    [OptionRange("00:00:01", "1.00:00:00")]
    public TimeSpan OnTimeLimit { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Gets or sets the size in bytes after which another file begins.</summary>
    /// <value>The default is 67108864 (64 MiB).</value>
    [OptionRange(4096, long.MaxValue)]
    public long MaxFileBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>Gets or sets the number of files that are kept. The oldest is deleted when another one begins.</summary>
    /// <value>The default is 100.</value>
    [OptionRange(2, 100_000)]
    public int MaxFiles { get; set; } = 100;

    /// <summary>Gets or sets what happens when a line cannot be written.</summary>
    /// <value>The default is <see cref="LedgerFullPolicy.Hold"/>.</value>
    public LedgerFullPolicy WhenFull { get; set; }

    internal bool IsEnabled => Folder.Length > 0;

    /// <inheritdoc/>
    public void Validate(OptionErrors errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        if (!IsEnabled)
        {
            AddUnused(errors);
        }
        else
        {
            errors.CheckLocal(nameof(Folder), FindFolderError);
        }
    }

    private OptionError? FindFolderError() => LedgerFolder.FindProblem(Folder) is { } problem
        ? new OptionError(
            "",
            $"The folder '{PlainText.Clean(Folder)}' cannot be written. {problem}",
            "Specify a folder in which this user may create files.")
        : null;

    private void AddUnused(OptionErrors errors)
    {
        LedgerOptions unchanged = new();
        (string Name, bool IsChanged)[] options =
        [
            (nameof(Interval), Interval != unchanged.Interval),
            (nameof(OnTimeLimit), OnTimeLimit != unchanged.OnTimeLimit),
            (nameof(MaxFileBytes), MaxFileBytes != unchanged.MaxFileBytes),
            (nameof(MaxFiles), MaxFiles != unchanged.MaxFiles),
            (nameof(WhenFull), WhenFull != unchanged.WhenFull),
        ];
        foreach ((string name, _) in options.Where(option => option.IsChanged))
        {
            errors.Add(name, $"The option has no effect without {nameof(Folder)}.", $"Specify {nameof(Folder)}, or remove the option.");
        }
    }
}
