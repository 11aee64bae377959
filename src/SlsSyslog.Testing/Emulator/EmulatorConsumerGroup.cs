namespace SlsSyslog.Testing;

/// <summary>Represents a consumer group of the emulator: the owners of shards, the checkpoints, and every attempt to store one.</summary>
public sealed class EmulatorConsumerGroup
{
    private readonly EmulatorLogstore _logstore;
    private readonly List<EmulatorCheckpointWrite> _history = [];

    internal EmulatorConsumerGroup(string name, AssignmentMachine machine, EmulatorLogstore logstore)
    {
        Name = name;
        Machine = machine;
        _logstore = logstore;
    }

    /// <summary>Gets the name of the group.</summary>
    public string Name { get; }

    /// <summary>Gets the time without a heartbeat after which a consumer is evicted.</summary>
    public TimeSpan Timeout => Locked(() => Machine.Timeout);

    /// <summary>Gets a value that indicates whether children of a split or merge wait until their ancestors are consumed.</summary>
    public bool InOrder => Locked(() => Machine.InOrder);

    /// <summary>Gets the names of the registered consumers. Consumers past their timeout are not included.</summary>
    public IReadOnlyList<string> Consumers => Locked<IReadOnlyList<string>>(() => [.. Current().Consumers]);

    /// <summary>Gets the state of every shard, by shard. Consumers past their timeout hold no shard.</summary>
    public IReadOnlyList<EmulatorShardOwner> Owners => Locked<IReadOnlyList<EmulatorShardOwner>>(
        () => [.. Current().Assignments.Select(entry => new EmulatorShardOwner(entry.Shard, entry.State, entry.Holder, entry.Next))]);

    /// <summary>Gets the stored checkpoint of every shard, by shard. The cursor is empty when no checkpoint was stored.</summary>
    public IReadOnlyList<EmulatorCheckpoint> Checkpoints => Locked<IReadOnlyList<EmulatorCheckpoint>>(
        () =>
        [
            .. Current().Assignments.Select(
                entry => new EmulatorCheckpoint(entry.Shard, entry.Checkpoint, entry.CheckpointConsumer, entry.UpdatedAt)),
        ]);

    /// <summary>Gets all attempts to store a checkpoint in order, including refused ones.</summary>
    public IReadOnlyList<EmulatorCheckpointWrite> History => Locked<IReadOnlyList<EmulatorCheckpointWrite>>(() => [.. _history]);

    internal AssignmentMachine Machine { get; }

    /// <summary>Evicts a consumer as if its timeout had passed. Its shards become available immediately.</summary>
    /// <param name="consumer">The name of the consumer.</param>
    /// <returns><see langword="true"/> if the consumer was registered; otherwise, <see langword="false"/>.</returns>
    public bool Evict(string consumer) => Locked(() => Machine.Evict(consumer));

    /// <summary>Stores a checkpoint without an ownership check, as an operator does to restart from another position.</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="cursor">The cursor of the next LogGroup to read.</param>
    /// <exception cref="EmulatorException">The shard does not exist, or the cursor is not valid.</exception>
    public void SetCheckpoint(int shard, string cursor) => StoreCheckpoint("", shard, cursor, force: true);

    internal IReadOnlyList<int> HeartBeat(string consumer, IReadOnlySet<int> reported) =>
        Locked(() => Machine.HeartBeat(consumer, reported, _logstore.Clock.GetUtcNow()));

    internal void StoreCheckpoint(string consumer, int shard, string cursor, bool force) => Locked(() =>
    {
        EmulatorCheckpointWrite write = new(shard, cursor, consumer, force, _logstore.Clock.GetUtcNow(), null);
        try
        {
            Store(write);
            _history.Add(write);
            _logstore.Record(StateChange.Checkpoint, shard, name: Name, text: cursor, bytes: Encoding.UTF8.GetBytes(consumer));
        }
        catch (EmulatorException exception)
        {
            _history.Add(write with { ErrorCode = exception.Code });
            throw;
        }

        return true;
    });

    /// <summary>Restores a stored checkpoint without an entry in the history.</summary>
    internal void Restore(int shard, string cursor, string consumer) => Locked(() =>
    {
        Store(new EmulatorCheckpointWrite(shard, cursor, consumer, true, _logstore.Clock.GetUtcNow(), null));
        return true;
    });

    private void Store(EmulatorCheckpointWrite write)
    {
        EmulatorException.ThrowIf(!CursorText.TryParse(write.Cursor, out _), 400, "InvalidShardCheckPoint", "shard checkpoint not encoded by base64");
        ShardAssignment assignment = Machine.Claim(write.Shard, write.Consumer, write.IsForced, write.At);
        assignment.Checkpoint = write.Cursor;
        assignment.CheckpointConsumer = write.Consumer;
        assignment.UpdatedAt = write.At;
        Machine.Synchronize();
    }

    private AssignmentMachine Current()
    {
        Machine.EvictOverdue(_logstore.Clock.GetUtcNow());
        Machine.Synchronize();
        return Machine;
    }

    private T Locked<T>(Func<T> read) => _logstore.Locked(read);
}
