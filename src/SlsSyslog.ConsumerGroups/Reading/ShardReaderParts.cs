namespace SlsSyslog.ConsumerGroups;

// What the readers of one logstore share.
internal sealed record ShardReaderParts(
    SlsClient Client,
    LogPuller Puller,
    BlockDecoder Decoder,
    PullTurns Turns,
    TroubleLog Trouble,
    SourceMonitor Monitor,
    SlsClock Clock,
    TimeProvider Time)
{
    public required ReaderPolicy Policy { get; init; }

    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMilliseconds(400);

    public TimeSpan IdlePollInterval { get; init; } = TimeSpan.FromSeconds(1);

    public string Logstore => Client.Logstore;

    public PullPacing CreatePacing() => new(PollInterval, IdlePollInterval, Time);
}
