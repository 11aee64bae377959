using System.Buffers;

namespace SlsSyslog.ConsumerGroups;

/// <summary>
/// Represents the options of a <see cref="ConsumerGroupSource"/>. <see cref="SlsSourceOptions.Endpoint"/>,
/// <see cref="SlsSourceOptions.Project"/>, <see cref="SlsSourceOptions.Logstore"/> and <see cref="ConsumerGroup"/> are required.
/// </summary>
public sealed class ConsumerGroupOptions : SlsSourceOptions
{
    private const string ShortestInterval = "00:00:00.1000000";
    private const string LongestInterval = "01:00:00";
    private static readonly TimeSpan ShortestDerivedTimeout = TimeSpan.FromSeconds(30);
    private static readonly SearchValues<char> ConsumerCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:@");

    /// <summary>Gets or sets the name of the consumer group, which is created if it does not exist. Required.</summary>
    /// <remarks>When several logstores are read, each of them has a consumer group of this name.</remarks>
    public string ConsumerGroup { get; set => field = PlainText.Trim(value); } = "";

    /// <summary>
    /// Gets or sets the name of this consumer, which must be unique within the consumer group and should stay the same after a restart.
    /// </summary>
    /// <value>The default is an empty string, which combines the host name with a random part that is kept in a file of this process.</value>
    public string Consumer { get; set => field = PlainText.Trim(value); } = "";

    /// <summary>
    /// Gets or sets where reading starts in shards that have no checkpoint: <c>earliest</c>, <c>latest</c>, or the time at which SLS
    /// received the logs.
    /// </summary>
    /// <value>The default is <c>earliest</c>.</value>
    public ShardPosition StartFrom { get; set; }

    /// <summary>
    /// Gets or sets where reading ends: <c>latest</c> for the end of each shard when its reading starts, or a time. The source completes
    /// when every shard it holds is read up to this position.
    /// </summary>
    /// <value>The default is <see langword="null"/>, which reads until the source is stopped.</value>
    public ShardPosition? EndAt { get; set; }

    /// <summary>Gets or sets the policy that applies when the logs at a checkpoint have expired.</summary>
    /// <value>The default is <see cref="ExpiredCursorPolicy.Earliest"/>.</value>
    public ExpiredCursorPolicy ExpiredCursor { get; set; }

    /// <summary>
    /// Gets or sets a value that indicates whether a block that cannot be decoded after three attempts is skipped. Its logs are lost, and a gap
    /// record reports it. Otherwise, the shard waits at the block.
    /// </summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool SkipUndecodableBlocks { get; set; }

    /// <summary>
    /// Gets or sets a value that indicates whether a record is emitted where logs expired before they were read, or a block was skipped.
    /// </summary>
    /// <value>The default is <see langword="true"/>.</value>
    /// <remarks>See <see cref="GapRecord"/> for the fields of the record.</remarks>
    public bool EmitGapRecords { get; set; } = true;

    /// <summary>
    /// Gets or sets a value that indicates whether a new consumer group withholds the shards that result from a split or merge until their
    /// parent shards are read.
    /// </summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool InOrder { get; set; }

    /// <summary>Gets or sets the time between heartbeats, at most half of the group timeout if that is specified.</summary>
    /// <value>The default is 5 seconds.</value>
    [OptionRange(ShortestInterval, LongestInterval)]
    public TimeSpan HeartbeatInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Gets or sets the time without a heartbeat after which SLS assigns the shards of this consumer to others, rounded up to whole
    /// seconds. It applies to a new consumer group; an existing group keeps its timeout.
    /// </summary>
    /// <value>The default is <see langword="null"/>: 30 seconds, or three times the heartbeat interval if that is longer.</value>
    [OptionRange("00:00:01", "1.00:00:00")]
    public TimeSpan? GroupTimeout { get; set; }

    /// <summary>Gets or sets the minimum time between two checkpoints of a shard.</summary>
    /// <value>The default is 1 second.</value>
    [OptionRange(ShortestInterval, LongestInterval)]
    public TimeSpan CommitInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Gets or sets the number of confirmed records after which a checkpoint of a shard is stored although <see cref="CommitInterval"/> has not
    /// passed. It limits what is sent again after a process ends unexpectedly.
    /// </summary>
    /// <value>The default is <see langword="null"/>: the number of records does not matter.</value>
    [OptionRange(1, int.MaxValue)]
    public int? CommitAfterRecords { get; set; }

    /// <summary>
    /// Gets or sets the size of the confirmed logs, before compression, after which a checkpoint of a shard is stored although
    /// <see cref="CommitInterval"/> has not passed.
    /// </summary>
    /// <value>The default is <see langword="null"/>: the size does not matter.</value>
    [OptionRange(1, long.MaxValue)]
    public long? CommitAfterBytes { get; set; }

    /// <summary>
    /// Gets or sets the time between requests for new logs of a shard that is read to its end and received logs within the last minute.
    /// </summary>
    /// <value>The default is 400 milliseconds.</value>
    [OptionRange(ShortestInterval, LongestInterval)]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromMilliseconds(400);

    /// <summary>Gets or sets the time between requests for new logs of a shard that received no logs within the last minute.</summary>
    /// <value>The default is 1 second.</value>
    [OptionRange(ShortestInterval, LongestInterval)]
    public TimeSpan IdlePollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Gets or sets how long shards may drain after a stop. Shards that still drain 3 seconds later are abandoned without a checkpoint.
    /// </summary>
    /// <value>The default is 20 seconds.</value>
    [OptionRange(ShortestInterval, LongestInterval)]
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(20);

    // A source that reads a range keeps its progress in a group of which it is not a member.
    internal bool ForcesCheckpoints { get; init; }

    /// <inheritdoc/>
    public override void Validate(OptionErrors errors)
    {
        base.Validate(errors);
        ValidateName(errors, nameof(ConsumerGroup), ConsumerGroup, "consumer group name");
        if (Consumer.AsSpan().ContainsAnyExcept(ConsumerCharacters) || Consumer.Length > 128)
        {
            errors.Add(
                nameof(Consumer),
                $"'{PlainText.Clean(Consumer)}' is not a valid consumer name.",
                "Specify up to 128 letters, digits and the characters - _ . : @, or leave it empty to use the host name.");
        }

        if (EndAt is { } end && (end == ShardPosition.Earliest || end.Time < StartFrom.Time || StartFrom == ShardPosition.Latest))
        {
            errors.Add(nameof(EndAt), $"The value {end} is before StartFrom, {StartFrom}.", "Specify an end that is not before StartFrom.");
        }

        if (GroupTimeout is { } timeout && timeout >= TimeSpan.FromSeconds(1) && HeartbeatInterval > timeout / 2)
        {
            errors.Add(
                nameof(HeartbeatInterval),
                $"The value {OptionErrors.Format(HeartbeatInterval)} is more than half of GroupTimeout, {OptionErrors.Format(timeout)}.",
                "Specify at most half of GroupTimeout, or omit GroupTimeout.");
        }
    }

    /// <summary>Gets the timeout of a new group. An interval of a third of it allows for two lost heartbeats.</summary>
    internal TimeSpan GetGroupTimeout()
    {
        TimeSpan derived = HeartbeatInterval * 3;
        return GroupTimeout ?? (derived > ShortestDerivedTimeout ? derived : ShortestDerivedTimeout);
    }

    internal ConsumerGroupOptions Copy() => (ConsumerGroupOptions)CopyAll();
}
