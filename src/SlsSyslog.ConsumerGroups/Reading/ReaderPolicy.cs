namespace SlsSyslog.ConsumerGroups;

/// <summary>Specifies how a reader polls and how it handles errors.</summary>
internal sealed record ReaderPolicy(ExpiredCursorPolicy ExpiredCursor, bool EmitGapRecords)
{
    /// <summary>Gets how long errors that require a change are retried; null for no limit.</summary>
    public TimeSpan? RetryTimeout { get; init; }

    /// <summary>Gets whether a block that cannot be decoded is skipped after several attempts.</summary>
    public bool SkipsUndecodable { get; init; }

    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMilliseconds(400);

    public TimeSpan IdlePollInterval { get; init; } = TimeSpan.FromSeconds(1);

    public bool IsFinal(SlsErrorKind kind, TimeSpan since) =>
        kind switch
        {
            SlsErrorKind.ShardMissing => RetryTimeout is not null,
            SlsErrorKind.InvalidCursor or SlsErrorKind.Credentials or SlsErrorKind.Missing or SlsErrorKind.Rejected or SlsErrorKind.Clock
                => since >= RetryTimeout,
            _ => false,
        };
}
