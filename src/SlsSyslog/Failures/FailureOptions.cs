namespace SlsSyslog;

/// <summary>Specifies what a route does about each kind of failure. The default values lose no records.</summary>
/// <remarks>For a run on demand, <see cref="FailureAction.StopShard"/> and <see cref="FailureAction.StopHost"/> end the run.</remarks>
public sealed class FailureOptions : IValidatedOptions
{
    private static readonly FailureAction[] OfRecord =
        [FailureAction.DeadLetter, FailureAction.Skip, FailureAction.StopShard, FailureAction.StopHost];

    private static readonly FailureAction[] OfStore =
        [FailureAction.Retry, FailureAction.Skip, FailureAction.StopShard, FailureAction.StopHost];

    /// <summary>Gets or sets the action for a record that a formatter cannot write because it throws an exception.</summary>
    /// <value>The default is <see cref="FailureAction.DeadLetter"/>.</value>
    public FailureAction Format { get; set; } = FailureAction.DeadLetter;

    /// <summary>Gets or sets the action for a record for which a filter throws an exception.</summary>
    /// <value>The default is <see cref="FailureAction.DeadLetter"/>.</value>
    public FailureAction Filter { get; set; } = FailureAction.DeadLetter;

    /// <summary>
    /// Gets or sets the action for a record that the server rejects: it closes the connection each time it receives the record, and confirms
    /// other records. With <see cref="FailureAction.Retry"/>, the shard waits at the record until the server confirms it.
    /// </summary>
    /// <value>The default is <see cref="FailureAction.DeadLetter"/>.</value>
    public FailureAction Rejected { get; set; } = FailureAction.DeadLetter;

    /// <summary>
    /// Gets or sets the action for a block of SLS that cannot be decoded after three attempts. <see cref="FailureAction.Skip"/> replaces its
    /// records with one gap record.
    /// </summary>
    /// <value>The default is <see cref="FailureAction.Retry"/>.</value>
    public FailureAction Block { get; set; } = FailureAction.Retry;

    /// <summary>
    /// Gets or sets the action when SLS rejects the access key or its permissions. <see cref="FailureAction.StopHost"/> applies when SLS has
    /// rejected them for 10 seconds.
    /// </summary>
    /// <value>The default is <see cref="FailureAction.Retry"/>.</value>
    public FailureAction Credentials { get; set; } = FailureAction.Retry;

    /// <summary>
    /// Gets or sets the action when logs expired in SLS before they were read. With <see cref="FailureAction.Skip"/>, reading continues where
    /// <c>Source:ExpiredCursor</c> specifies, and a gap record reports what is missing.
    /// </summary>
    /// <value>The default is <see cref="FailureAction.Skip"/>. The expired logs are lost in any case.</value>
    public FailureAction CursorExpired { get; set; } = FailureAction.Skip;

    /// <summary>
    /// Gets or sets the action when a dead letter cannot be stored, for example because the disk is full. An action other than
    /// <see cref="FailureAction.Retry"/> applies after three attempts.
    /// </summary>
    /// <value>The default is <see cref="FailureAction.Retry"/>.</value>
    public FailureAction DeadLetterStore { get; set; } = FailureAction.Retry;

    /// <inheritdoc/>
    public void Validate(OptionErrors errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        Check(errors, nameof(Format), Format, OfRecord);
        Check(errors, nameof(Filter), Filter, OfRecord);
        Check(errors, nameof(Rejected), Rejected, [FailureAction.Retry, .. OfRecord]);
        Check(errors, nameof(Block), Block, FailureAction.Retry, FailureAction.Skip, FailureAction.StopHost);
        Check(errors, nameof(Credentials), Credentials, FailureAction.Retry, FailureAction.StopHost);
        Check(errors, nameof(CursorExpired), CursorExpired, FailureAction.Skip, FailureAction.StopShard, FailureAction.StopHost);
        Check(errors, nameof(DeadLetterStore), DeadLetterStore, OfStore);
    }

    private static void Check(OptionErrors errors, string path, FailureAction action, params FailureAction[] allowed)
    {
        if (Enum.IsDefined(action) && !allowed.Contains(action))
        {
            string names = string.Join(", ", allowed[..^1]);
            errors.Add(path, $"The action {action} is not available for this failure.", $"Specify {names} or {allowed[^1]}.");
        }
    }
}
