namespace SlsSyslog.ConsumerGroups;

/// <summary>
/// Remembers the checkpoints of one logstore that this process found and stored, and recognizes those that another process with the same
/// consumer name stored. SLS knows consumers by their name only. Safe for concurrent use.
/// </summary>
internal sealed class OwnCheckpoints
{
    // A read can be older than the last write. Only a position that was never stored is a sign.
    private const int Remembered = 64;

    private readonly Lock _lock = new();
    private readonly Dictionary<int, ShardHistory> _shards = [];

    /// <summary>Gets or sets what is called after a checkpoint is stored.</summary>
    public Action OnStored { get; set; } = () => { };

    /// <summary>Records the checkpoint at which a shard starts.</summary>
    public void SetFound(int shard, LogPosition position)
    {
        lock (_lock)
        {
            ShardHistory history = _shards[shard] = new ShardHistory();
            history.Positions.Enqueue(position);
        }
    }

    /// <summary>Records that a checkpoint is about to be stored. Whether it was is uncertain until the request succeeds.</summary>
    public void SetStoring(int shard, LogPosition position)
    {
        lock (_lock)
        {
            ShardHistory history = _shards.TryGetValue(shard, out ShardHistory? known) ? known : _shards[shard] = new ShardHistory();
            history.Attempts++;
            history.IsPending = true;
            history.Positions.Enqueue(position);
            if (history.Positions.Count > Remembered)
            {
                history.Positions.Dequeue();
            }
        }
    }

    public void SetStored(int shard)
    {
        lock (_lock)
        {
            if (_shards.TryGetValue(shard, out ShardHistory? history))
            {
                history.IsPending = false;
            }
        }

        OnStored();
    }

    public void Remove(int shard)
    {
        lock (_lock)
        {
            _shards.Remove(shard);
        }
    }

    /// <summary>Starts a comparison. Checkpoints that are stored from now on may be missing from what is read.</summary>
    public void BeginRead()
    {
        lock (_lock)
        {
            foreach (ShardHistory history in _shards.Values)
            {
                history.AttemptsAtRead = history.Attempts;
            }
        }
    }

    /// <summary>Compares a checkpoint that has the name of this consumer with what this process did.</summary>
    /// <returns>True if another process has stored it.</returns>
    public bool IsForeign(CheckpointInfo read)
    {
        lock (_lock)
        {
            if (string.IsNullOrEmpty(read.Checkpoint) || !_shards.TryGetValue(read.Shard, out ShardHistory? history))
            {
                return false;
            }

            (string, string) current = (read.Checkpoint, read.UpdateTime is { } time ? time.GetRawText() : "");
            return history.Positions.Contains(new LogPosition(read.Checkpoint)) ? history.IsStoredAgain(current) : history.IsSecondUnknown(current);
        }
    }

    private sealed class ShardHistory
    {
        private (string Checkpoint, string UpdateTime)? _seen;
        private int _attemptsAtSeen;
        private (string Checkpoint, string UpdateTime)? _unknown;

        public Queue<LogPosition> Positions { get; } = [];

        public int Attempts { get; set; }

        public int AttemptsAtRead { get; set; }

        public bool IsPending { get; set; }

        // The same position at another time, although this process has not stored anything in between.
        public bool IsStoredAgain((string Checkpoint, string UpdateTime) current)
        {
            bool isQuiet = !IsPending && Attempts == _attemptsAtSeen && _seen?.Checkpoint == current.Checkpoint;
            bool isChanged = isQuiet && _seen?.UpdateTime != current.UpdateTime;
            _seen = current;
            _attemptsAtSeen = AttemptsAtRead;
            return isChanged;
        }

        // Somebody can reset a checkpoint once.
        public bool IsSecondUnknown((string Checkpoint, string UpdateTime) current)
        {
            bool isSecond = _unknown is { } first && first != current;
            _unknown = current;
            return isSecond;
        }
    }
}
