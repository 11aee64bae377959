namespace SlsSyslog.ConsumerGroups;

/// <summary>
/// Represents the options of a <see cref="FixedRangeSource"/>, which reads the shards of a logstore between two times of receipt, or one
/// shard between two cursors. <see cref="SlsSourceOptions.Endpoint"/>, <see cref="SlsSourceOptions.Project"/> and
/// <see cref="SlsSourceOptions.Logstore"/> are required.
/// </summary>
public sealed class FixedRangeOptions : SlsSourceOptions
{
    /// <summary>Initializes a new instance of the <see cref="FixedRangeOptions"/> class.</summary>
    public FixedRangeOptions()
    {
    }

    /// <summary>
    /// Initializes a new instance of the <see cref="FixedRangeOptions"/> class that reads what another source reads: the same service, project,
    /// logstores, credentials and query.
    /// </summary>
    /// <param name="source">The options of the other source, which are copied.</param>
    public FixedRangeOptions(SlsSourceOptions source)
        : base(source)
    {
    }

    /// <summary>Gets or sets the number of the shard to read.</summary>
    /// <value>The default is <see langword="null"/>, which reads all shards of the logstore.</value>
    [OptionRange(0, int.MaxValue)]
    public int? Shard { get; set; }

    /// <summary>Gets or sets where the range starts. It is not used when <see cref="BeginCursor"/> is set.</summary>
    /// <value>The default is <see cref="ShardPosition.Earliest"/>.</value>
    public ShardPosition From { get; set; }

    /// <summary>
    /// Gets or sets where the range ends, exclusive. It is not used when <see cref="EndCursor"/> is set; a time in the future has the effect
    /// of <see cref="ShardPosition.Latest"/>.
    /// </summary>
    /// <value>The default is <see cref="ShardPosition.Latest"/>.</value>
    public ShardPosition To { get; set; } = ShardPosition.Latest;

    /// <summary>Gets or sets the cursor at which the range starts. It requires <see cref="Shard"/> and a single logstore.</summary>
    /// <value>The default is an empty string, which uses <see cref="From"/>.</value>
    public string BeginCursor { get; set; } = "";

    /// <summary>Gets or sets the cursor at which the range ends, exclusive. It requires <see cref="Shard"/> and a single logstore.</summary>
    /// <value>The default is an empty string, which uses <see cref="To"/>.</value>
    public string EndCursor { get; set; } = "";

    /// <summary>
    /// Gets or sets how long the source retries errors that require a change, such as invalid credentials, missing permissions or unknown
    /// names, before it fails. Transient errors are retried without a limit.
    /// </summary>
    /// <value>The default is 1 minute.</value>
    public TimeSpan RetryTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public override void Validate(OptionErrors errors)
    {
        base.Validate(errors);
        ValidateCursor(errors, nameof(BeginCursor), BeginCursor);
        ValidateCursor(errors, nameof(EndCursor), EndCursor);
        if (CursorNumber.Decode(new LogPosition(BeginCursor)) > CursorNumber.Decode(new LogPosition(EndCursor)))
        {
            errors.Add(
                nameof(EndCursor),
                $"The cursor '{EndCursor}' is before BeginCursor, '{BeginCursor}'.",
                "Specify an end that is not before BeginCursor.");
        }

        bool usesTimes = BeginCursor.Length == 0 && EndCursor.Length == 0;
        if (usesTimes && (From.Time > To.Time || From == ShardPosition.Latest || To == ShardPosition.Earliest))
        {
            errors.Add(nameof(To), $"The value {To} is before From, {From}.", "Specify an end that is not before From.");
        }

        if (RetryTimeout < TimeSpan.Zero)
        {
            errors.Add(
                nameof(RetryTimeout), $"The value {OptionErrors.Format(RetryTimeout)} is out of range.", "Specify a value of 00:00:00 or more.");
        }
    }

    internal FixedRangeOptions Copy() => (FixedRangeOptions)CopyAll();

    private void ValidateCursor(OptionErrors errors, string option, string cursor)
    {
        if (cursor.Length == 0)
        {
            return;
        }

        if (CursorNumber.Decode(new LogPosition(cursor)) is null)
        {
            errors.Add(option, $"'{cursor}' is not a valid cursor.", "Specify a cursor returned by SLS.");
        }

        if (Shard is null || Logstores.Count > 1)
        {
            errors.Add(option, $"The cursor '{cursor}' is valid for one shard only.", "Specify Shard and a single Logstore.");
        }
    }
}
