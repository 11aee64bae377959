using SlsSyslog.Serialization;

namespace SlsSyslog.ConsumerGroups;

/// <summary>What a <see cref="ConsumerGroupSource"/> reads and how. Endpoint, project, logstore and consumer group are required.</summary>
public sealed class ConsumerGroupOptions
{
    /// <summary>
    /// The service address: <c>cn-hangzhou.log.aliyuncs.com</c>, with or without scheme and port. HTTPS unless it says <c>http://</c>.
    /// An IP address or <c>localhost</c> is connected to as it stands, with the project in the Host header.
    /// </summary>
    public string Endpoint { get; set; } = "";

    /// <summary>The project.</summary>
    public string Project { get; set; } = "";

    /// <summary>The logstore, or several separated by commas; each has a consumer group of the same name.</summary>
    public string Logstore { get; set; } = "";

    /// <summary>The consumer group; created when it does not exist.</summary>
    public string ConsumerGroup { get; set; } = "";

    /// <summary>
    /// This consumer's name, unique within the group and the same after a restart. Default (empty): host name and a slot number that is
    /// free on this machine.
    /// </summary>
    public string Consumer { get; set; } = "";

    /// <summary>The region; when set, requests are signed with signature version 4, else with version 1.</summary>
    public string Region { get; set; } = "";

    /// <summary>Where to begin in shards without a checkpoint. Default <see cref="StartFrom.Earliest"/>.</summary>
    public StartFrom StartFrom { get; set; }

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

    /// <summary>Bytes of pulled bodies held over all shards; one body is always admitted, whatever its size. Default 32 MiB.</summary>
    public long MemoryBudgetBytes { get; set; } = 32 * 1024 * 1024;

    internal IReadOnlyList<string> Logstores => Logstore.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Looks for everything that is wrong.</summary>
    /// <returns>Every fault there is; none when a source can be made.</returns>
    public IEnumerable<OptionFault> FindFaults() => ConsumerGroupValidation.FindFaults(this);

    internal ConsumerGroupOptions Copy() => (ConsumerGroupOptions)MemberwiseClone();
}
