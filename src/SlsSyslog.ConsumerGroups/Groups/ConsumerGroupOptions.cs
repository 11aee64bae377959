using SlsSyslog.Serialization;

namespace SlsSyslog.ConsumerGroups;

/// <summary>What a <see cref="ConsumerGroupSource"/> reads and how. Endpoint, project, logstore and consumer group are required.</summary>
public sealed class ConsumerGroupOptions : SlsSourceOptions
{
    /// <summary>The consumer group; created when it does not exist. With several logstores each has one of this name. Required.</summary>
    public string ConsumerGroup { get; set; } = "";

    /// <summary>
    /// This consumer's name, unique within the group and the same after a restart. Default (empty): host name and a slot number that is
    /// free on this machine.
    /// </summary>
    public string Consumer { get; set; } = "";

    /// <summary>Where to begin in shards without a checkpoint. Default <see cref="StartFrom.Earliest"/>.</summary>
    public StartFrom StartFrom { get; set; }

    /// <summary>
    /// Where to end: the source completes when every shard it holds is read up to there. A time, or <see cref="StartFrom.Latest"/> for
    /// what is there when a shard is begun. Default null: without end.
    /// </summary>
    public StartFrom? EndAt { get; set; }

    /// <summary>What to do when a checkpoint is older than what SLS retains. Default <see cref="ExpiredCursorPolicy.Earliest"/>.</summary>
    public ExpiredCursorPolicy ExpiredCursor { get; set; }

    /// <summary>
    /// Whether a gap left by an expired cursor is told to the reader as a record of its own, in its place in the order: see
    /// <see cref="GapRecord"/>. Default true.
    /// </summary>
    public bool GapRecords { get; set; } = true;

    /// <summary>Whether a new group hides the children of a split or merge until their parents are read. Default false.</summary>
    public bool InOrder { get; set; }

    /// <summary>Time between heartbeats. Default 5 s.</summary>
    public TimeSpan HeartbeatInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// After this time without a heartbeat SLS gives our shards to others; whole seconds. Used when the group is created: of a group
    /// that exists its own is kept. Default 30 s.
    /// </summary>
    public TimeSpan GroupTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The least time between two checkpoints of a shard. Default 1 s.</summary>
    public TimeSpan CommitInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Time between pulls of a shard that is read to its end but had data in the last minute. Default 400 ms.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromMilliseconds(400);

    /// <summary>Time between pulls of a shard that had no data for a minute. Default 1 s.</summary>
    public TimeSpan IdlePollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long leases may drain after a stop; 3 s later the source abandons those that still run. Default 20 s.</summary>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <inheritdoc/>
    public override IEnumerable<OptionFault> FindFaults() => ConsumerGroupValidation.FindFaults(this);

    internal ConsumerGroupOptions Copy() => (ConsumerGroupOptions)MemberwiseClone();
}
