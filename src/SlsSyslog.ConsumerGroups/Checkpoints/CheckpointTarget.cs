namespace SlsSyslog.ConsumerGroups;

// Where the progress of a logstore's shards is kept, and under which name.
internal sealed record CheckpointTarget(SlsClient Client, string Group, string Consumer, TimeSpan Interval, TroubleLog Trouble, TimeProvider Time)
{
    public string Logstore => Client.Logstore;
}
