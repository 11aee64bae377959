namespace SlsSyslog.ConsumerGroups;

/// <summary>Provides what every part needs that works on one logstore.</summary>
internal sealed record LogstoreContext(string Project, SlsClient Client, SlsClock Clock, SourceDiagnostics Diagnostics, TimeProvider TimeProvider)
{
    public string Name => Client.Logstore;

    public OwnCheckpoints Checkpoints { get; } = new();

    public ILogger Logger => Diagnostics.Logger;

    /// <summary>Gets the name of a shard, as <c>logstore/shard</c>.</summary>
    public string ShardName(int shard) => string.Create(CultureInfo.InvariantCulture, $"{Name}/{shard}");

    /// <summary>Stores a checkpoint, and remembers that this process did.</summary>
    public async Task StoreCheckpointAsync(ConsumerGroupOptions options, int shard, LogPosition position, CancellationToken cancellationToken)
    {
        Checkpoints.SetStoring(shard, position);
        await Client.UpdateCheckpointAsync(
            options.ConsumerGroup, options.Consumer, shard, position, options.ForcesCheckpoints, cancellationToken).ConfigureAwait(false);
        Checkpoints.SetStored(shard);
    }

    public LogOrigin OriginOf(int shard) => new(Project, Name, shard.ToString(CultureInfo.InvariantCulture));
}
