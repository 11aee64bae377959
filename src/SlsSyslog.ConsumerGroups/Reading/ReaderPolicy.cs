namespace SlsSyslog.ConsumerGroups;

// What a reader does about trouble.
internal sealed record ReaderPolicy(ExpiredCursorPolicy ExpiredCursor, bool GapRecords)
{
    // How long errors that somebody has to mend are retried; null for ever.
    public TimeSpan? Patience { get; init; }

    public bool IsFinal(SlsErrorKind kind, TimeSpan since) =>
        kind switch
        {
            SlsErrorKind.InvalidCursor => ExpiredCursor == ExpiredCursorPolicy.Stop,
            SlsErrorKind.ShardMissing => Patience is not null,
            SlsErrorKind.Credentials or SlsErrorKind.Missing or SlsErrorKind.Rejected or SlsErrorKind.Clock => since >= Patience,
            _ => false,
        };
}
