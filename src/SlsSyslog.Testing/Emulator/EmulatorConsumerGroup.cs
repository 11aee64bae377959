using System.Text;

namespace SlsSyslog.Testing;

/// <summary>A consumer group of the emulator: who holds which shard, the checkpoints, and every attempt to store one.</summary>
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

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>How long a consumer lives without a heartbeat.</summary>
    public TimeSpan Timeout => Locked(() => Machine.Timeout);

    /// <summary>Whether children of a split or merge wait until their ancestors are consumed.</summary>
    public bool InOrder => Locked(() => Machine.InOrder);

    /// <summary>The registered consumers by name. Consumers over their timeout are gone.</summary>
    public IReadOnlyList<string> Consumers => Locked<IReadOnlyList<string>>(() => [.. Current().Consumers]);

    /// <summary>The state of every shard, by shard. Consumers over their timeout hold nothing.</summary>
    public IReadOnlyList<EmulatorShardOwner> Owners => Locked<IReadOnlyList<EmulatorShardOwner>>(
        () => [.. Current().Assignments.Select(entry => new EmulatorShardOwner(entry.Shard, entry.State, entry.Holder, entry.Next))]);

    /// <summary>The stored checkpoint of every shard, by shard; an empty cursor where there is none.</summary>
    public IReadOnlyList<EmulatorCheckpoint> Checkpoints => Locked<IReadOnlyList<EmulatorCheckpoint>>(
        () => [.. Current().Assignments.Select(entry => new EmulatorCheckpoint(entry.Shard, entry.Checkpoint, entry.CheckpointConsumer, entry.UpdatedAt))]);

    /// <summary>Every call that wanted to store a checkpoint, refused ones too, in order.</summary>
    public IReadOnlyList<EmulatorCheckpointWrite> History => Locked<IReadOnlyList<EmulatorCheckpointWrite>>(() => [.. _history]);

    internal AssignmentMachine Machine { get; }

    /// <summary>Throws a consumer out as if its timeout had passed: its shards are free at once.</summary>
    /// <param name="consumer">The consumer's name.</param>
    /// <returns>Whether it was registered.</returns>
    public bool Evict(string consumer) => Locked(() => Machine.Evict(consumer));

    /// <summary>Stores a checkpoint by force, as an operator does to begin again elsewhere.</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="cursor">The cursor of the next LogGroup to read.</param>
    /// <exception cref="EmulatorException">There is no such shard, or the cursor is not one.</exception>
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
        catch (EmulatorException refused)
        {
            _history.Add(write with { ErrorCode = refused.Code });
            throw;
        }

        return true;
    });

    /// <summary>Puts a stored checkpoint back, without an entry in the history.</summary>
    internal void Restore(int shard, string cursor, string consumer) => Locked(() =>
    {
        Store(new EmulatorCheckpointWrite(shard, cursor, consumer, true, _logstore.Clock.GetUtcNow(), null));
        return true;
    });

    private void Store(EmulatorCheckpointWrite write)
    {
        if (!CursorText.TryParse(write.Cursor, out _))
        {
            throw new EmulatorException(400, "InvalidShardCheckPoint", "shard checkpoint not encoded by base64");
        }

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
