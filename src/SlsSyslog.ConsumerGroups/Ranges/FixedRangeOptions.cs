namespace SlsSyslog.ConsumerGroups;

/// <summary>
/// Represents the options of a <see cref="FixedRangeSource"/>, which reads the shards of a logstore between two times of receipt, one shard
/// between two cursors, or several ranges of cursors. <see cref="SlsSourceOptions.Endpoint"/>, <see cref="SlsSourceOptions.Project"/> and
/// <see cref="SlsSourceOptions.Logstore"/> are required.
/// </summary>
public sealed class FixedRangeOptions : SlsSourceOptions
{
    /// <summary>Initializes a new instance of the <see cref="FixedRangeOptions"/> class.</summary>
    public FixedRangeOptions()
    {
    }

    /// <summary>
    /// Initializes a new instance of the <see cref="FixedRangeOptions"/> class with the service, the credentials, the logs, the query and the
    /// memory budget of another source.
    /// </summary>
    /// <param name="source">The options of the other source.</param>
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
    /// Gets or sets the ranges of cursors to read. Ranges of one shard are read one after the other. They cannot be combined with the options of
    /// a single range.
    /// </summary>
    /// <value>The default is empty: the other options specify the range.</value>
    public IReadOnlyList<CursorRange> Ranges { get; set; } = [];

    /// <summary>
    /// Gets or sets the name of a consumer group in which the source stores how far each shard is confirmed. The group is created if it does not
    /// exist. A source with the same options and the same group continues there. Use a group that nothing else uses, and delete it at the end.
    /// </summary>
    /// <value>The default is an empty string, which stores nothing.</value>
    public string ProgressGroup { get; set => field = PlainText.Trim(value); } = "";

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

        if (ProgressGroup.Length > 0)
        {
            ValidateName(errors, nameof(ProgressGroup), ProgressGroup, "consumer group name");
        }

        ValidateRanges(errors);
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

    private void ValidateRanges(OptionErrors errors)
    {
        if (Ranges.Count > 0 && (Shard is not null || BeginCursor.Length > 0 || EndCursor.Length > 0 || From.Time is not null || To.Time is not null))
        {
            errors.Add(nameof(Ranges), "The ranges cannot be combined with Shard, a cursor or a time.", "Specify either of them.");
        }

        foreach (CursorRange range in Ranges)
        {
            string text = PlainText.Clean(range.ToString());
            if (!Logstores.Contains(range.Logstore))
            {
                errors.Add(nameof(Ranges), $"The logstore of {text} is not one of those that are read.", "Specify it as Logstore as well.");
            }

            if (!range.IsValid)
            {
                errors.Add(nameof(Ranges), $"{text} is not a valid range.", "Specify a shard and two cursors returned by SLS, in their order.");
            }
        }
    }

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
