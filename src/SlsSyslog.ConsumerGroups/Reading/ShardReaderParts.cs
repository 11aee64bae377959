namespace SlsSyslog.ConsumerGroups;

// What the readers of one logstore share.
internal sealed class ShardReaderParts(SlsClient client, LogPuller puller, BlockDecoder decoder, PullTurns turns, TroubleLog trouble, TimeProvider time)
{
    public required TimeSpan PollInterval { get; init; }

    public required TimeSpan IdlePollInterval { get; init; }

    public string Logstore => client.Logstore;

    public SlsClient Client => client;

    public LogPuller Puller => puller;

    public BlockDecoder Decoder => decoder;

    public PullTurns Turns => turns;

    public TroubleLog Trouble => trouble;

    public TimeProvider Time => time;

    public PullPacing CreatePacing() => new(PollInterval, IdlePollInterval, time);
}
