namespace SlsSyslog.Testing;

/// <summary>
/// Assigns shards to the consumers of one group: the state machine of the official consumer library's documentation. Its undocumented
/// choices: a consumer is evicted at the first call after its timeout; the highest shard of the consumer with the most shards moves first;
/// equal consumers are taken in the order of their names. Synchronized by the logstore's lock.
/// </summary>
/// <remarks>
/// waiting -> unassigned when all ancestors are finished; unassigned -> assigned to the consumer with the fewest shards;
/// assigned -> transferring when its
/// holder has two more than another; transferring -> assigned when the holder stops reporting it; any of these -> unassigned when the holder
/// times out; assigned -> finished when the checkpoint of a read-only shard is its end; finished -> unassigned when a checkpoint moves it back.
/// </remarks>
internal sealed class AssignmentMachine(ShardSet shards, bool inOrder, TimeSpan timeout)
{
    private readonly SortedDictionary<int, ShardAssignment> _assignments = [];
    private readonly SortedDictionary<string, DateTimeOffset> _consumers = new(StringComparer.Ordinal);
    private bool _inOrder = inOrder;

    public TimeSpan Timeout { get; set; } = timeout;

    public IEnumerable<ShardAssignment> Assignments => _assignments.Values;

    public IEnumerable<string> Consumers => _consumers.Keys;

    public bool InOrder
    {
        get => _inOrder;
        set
        {
            _inOrder = value;
            foreach (ShardAssignment? waiting in _assignments.Values.Where(entry => !value && entry.State == EmulatorShardState.Waiting))
            {
                waiting.State = EmulatorShardState.Unassigned;
            }
        }
    }

    public IReadOnlyList<int> HeartBeat(string consumer, IReadOnlySet<int> reported, DateTimeOffset now)
    {
        EvictOverdue(now);
        if (!_consumers.ContainsKey(consumer) && reported.Count > 0)
        {
            throw new EmulatorException(400, "NotExistConsumerWithBody", "non-exist consumer with non-empty body of heartbeat message");
        }

        _consumers[consumer] = now;
        foreach (ShardAssignment released in With(EmulatorShardState.Transferring)
            .Where(entry => entry.Holder == consumer && !reported.Contains(entry.Shard)))
        {
            released.Give(EmulatorShardState.Assigned, released.Next);
        }

        Synchronize();
        AssignFree();
        Balance();
        return [.. With(EmulatorShardState.Assigned).Where(entry => entry.Holder == consumer).Select(entry => entry.Shard)];
    }

    /// <summary>Finds the assignment whose checkpoint a consumer may store.</summary>
    public ShardAssignment Claim(int shard, string consumer, bool force, DateTimeOffset now)
    {
        EvictOverdue(now);
        Synchronize();
        ShardAssignment assignment = _assignments.GetValueOrDefault(shard) ?? throw EmulatorException.ShardNotExist(shard, 404);
        EmulatorException.ThrowIf(!force && !_consumers.ContainsKey(consumer), 404, "ConsumerNotExist", $"consumer {consumer} not exist");
        EmulatorException.ThrowIf(
            !force && assignment.Holder != consumer, 400, "ConsumerNotMatch", $"shard {shard} is not held by consumer {consumer}");
        return assignment;
    }

    /// <summary>Adds new shards, removes lost ones and applies their checkpoints.</summary>
    public void Synchronize()
    {
        Dictionary<int, ShardStore> present = shards.All.ToDictionary(shard => shard.Id);
        foreach (int gone in _assignments.Keys.Where(id => !present.ContainsKey(id)).ToArray())
        {
            _assignments.Remove(gone);
        }

        foreach (ShardStore? shard in present.Values)
        {
            ShardAssignment? assignment = _assignments.GetValueOrDefault(shard.Id);
            if (assignment is null)
            {
                _assignments[shard.Id] = new ShardAssignment(shard.Id, StartOf(shard));
            }
            else
            {
                Settle(shard, assignment);
            }
        }

        foreach (ShardAssignment? waiting in With(EmulatorShardState.Waiting).Where(entry => !HasUnfinishedAncestor(present[entry.Shard])))
        {
            waiting.State = EmulatorShardState.Unassigned;
        }
    }

    public void EvictOverdue(DateTimeOffset now)
    {
        foreach (string? overdue in _consumers.Where(entry => now - entry.Value > Timeout).Select(entry => entry.Key).ToArray())
        {
            Evict(overdue);
        }
    }

    public bool Evict(string consumer)
    {
        if (!_consumers.Remove(consumer))
        {
            return false;
        }

        foreach (ShardAssignment assignment in _assignments.Values)
        {
            if (assignment.Holder == consumer)
            {
                assignment.Give(EmulatorShardState.Unassigned, null);
            }
            else if (assignment.Next == consumer)
            {
                assignment.Give(EmulatorShardState.Assigned, assignment.Holder);
            }
        }

        return true;
    }

    private void AssignFree()
    {
        foreach (ShardAssignment free in With(EmulatorShardState.Unassigned))
        {
            free.Give(EmulatorShardState.Assigned, _consumers.Keys.MinBy(CountOf));
        }
    }

    private void Balance()
    {
        while (true)
        {
            string fullest = _consumers.Keys.MaxBy(CountOf)!;
            string emptiest = _consumers.Keys.MinBy(CountOf)!;
            ShardAssignment? movable = With(EmulatorShardState.Assigned).LastOrDefault(entry => entry.Holder == fullest);
            if (CountOf(fullest) - CountOf(emptiest) <= 1 || movable is null)
            {
                return;
            }

            movable.Give(EmulatorShardState.Transferring, fullest, emptiest);
        }
    }

    private int CountOf(string consumer) => _assignments.Values.Count(entry => entry.CountsFor == consumer);

    private ShardAssignment[] With(EmulatorShardState state) => [.. _assignments.Values.Where(entry => entry.State == state)];

    private EmulatorShardState StartOf(ShardStore shard) =>
        HasUnfinishedAncestor(shard) ? EmulatorShardState.Waiting : EmulatorShardState.Unassigned;

    // An ancestor without a consumer yet is not finished either; an expired shard no longer counts as an ancestor.
    private bool HasUnfinishedAncestor(ShardStore shard) =>
        _inOrder && shards.AncestorsOf(shard).Any(id => _assignments.GetValueOrDefault(id)?.State != EmulatorShardState.Over);

    private static void Settle(ShardStore shard, ShardAssignment assignment)
    {
        bool isOver = shard.IsReadOnly && CursorText.TryParse(assignment.Checkpoint, out long checkpoint) && checkpoint == shard.End;
        if (isOver ? assignment.State != EmulatorShardState.Waiting : assignment.State == EmulatorShardState.Over)
        {
            assignment.Give(isOver ? EmulatorShardState.Over : EmulatorShardState.Unassigned, null);
        }
    }
}
