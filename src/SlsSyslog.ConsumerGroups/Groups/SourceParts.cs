using Microsoft.Extensions.Logging;

namespace SlsSyslog.ConsumerGroups;

// What all logstores of one source share while it runs: one connection pool, one memory budget, two decoded blocks.
internal sealed class SourceParts(
    ConsumerGroupOptions options,
    string consumer,
    SlsConnection connection,
    BlockPool pool,
    MemoryBudget budget,
    BlockDecoder decoder,
    ILogger logger,
    TimeProvider time)
{
    private readonly TroubleLog _trouble = new(logger);
    private readonly PullTurns _turns = new(time);

    public GroupRegistrar CreateRegistrar(string logstore) =>
        new(new SlsClient(connection, logstore, time), options, _trouble, time, logger);

    public ShardSlotParts CreateSlotParts(string logstore)
    {
        SlsClient client = new(connection, logstore, time);
        LogPuller puller = new(connection, logstore, pool, budget, time);
        ShardReaderParts reading = new(client, puller, decoder, _turns, _trouble, time)
        {
            PollInterval = options.PollInterval,
            IdlePollInterval = options.IdlePollInterval,
        };
        CheckpointTarget checkpoints = new(client, options.ConsumerGroup, consumer, options.CommitInterval, _trouble, time);
        PositionFinder positions = new(client, options.ConsumerGroup, options.StartFrom);
        return new ShardSlotParts(options.Project, reading, checkpoints, positions, _trouble, time, logger);
    }
}
