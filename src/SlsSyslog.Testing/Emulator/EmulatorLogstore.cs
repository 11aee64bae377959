namespace SlsSyslog.Testing;

/// <summary>Represents a logstore of the emulator, for use within the process without signature and network.</summary>
public sealed class EmulatorLogstore
{
    private readonly EmulatorServices _services;
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, EmulatorConsumerGroup> _groups = new(StringComparer.Ordinal);

    private LogstoreSettings _settings;

    internal EmulatorLogstore(
        string project,
        string name,
        int shardCount,
        TimeSpan retention,
        LogstoreSettings settings,
        DateTimeOffset createdAt,
        EmulatorServices services)
    {
        Project = project;
        Name = name;
        _services = services;
        ShardSet = new ShardSet(shardCount, createdAt, services.Clock) { Retention = retention };
        _settings = settings;
        CreatedAt = ModifiedAt = createdAt;
    }

    /// <summary>Gets the name of the project.</summary>
    public string Project { get; }

    /// <summary>Gets the name of the logstore.</summary>
    public string Name { get; }

    /// <summary>Gets the time of creation.</summary>
    public DateTimeOffset CreatedAt { get; }

    /// <summary>Gets or sets the time that a LogGroup is kept after receipt. A shorter time takes effect with the next call.</summary>
    public TimeSpan Retention
    {
        get => Locked(() => ShardSet.Retention);
        set => Locked(() =>
        {
            ShardSet.Retention = value;
            ModifiedAt = Clock.GetUtcNow();
            return Record(StateChange.SetRetention, second: value.Ticks, at: ModifiedAt);
        });
    }

    /// <summary>Gets the current shards, by id.</summary>
    public IReadOnlyList<EmulatorShard> Shards => Locked<IReadOnlyList<EmulatorShard>>(() => [.. ShardSet.All.Select(shard => shard.Describe())]);

    /// <summary>Gets the consumer groups, by name.</summary>
    public IReadOnlyList<EmulatorConsumerGroup> ConsumerGroups => Locked<IReadOnlyList<EmulatorConsumerGroup>>(() => [.. _groups.Values]);

    internal ShardSet ShardSet { get; }

    internal DateTimeOffset ModifiedAt { get; private set; }

    internal LogstoreSettings Settings
    {
        get => Locked(() => _settings);
        set => Locked(() =>
        {
            _settings = value;
            ModifiedAt = Clock.GetUtcNow();
            return Record(StateChange.SetSettings, text: value.ToJson().ToJsonString(), at: ModifiedAt);
        });
    }

    /// <summary>Writes a LogGroup into a shard, as one cursor step.</summary>
    /// <param name="shard">A writable shard.</param>
    /// <param name="group">The group.</param>
    /// <returns>The cursor of the group.</returns>
    /// <exception cref="EmulatorException">The shard does not exist or is read-only.</exception>
    public string Append(int shard, EmulatorLogGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        return Append(shard, group.Encode());
    }

    /// <summary>Writes an encoded LogGroup into a shard without a check, so that pulls can return invalid data.</summary>
    /// <param name="shard">A writable shard.</param>
    /// <param name="encodedGroup">The bytes of a protobuf message LogGroup. They are not copied.</param>
    /// <returns>The cursor of the group.</returns>
    /// <exception cref="EmulatorException">The shard does not exist or is read-only.</exception>
    public string Append(int shard, ReadOnlyMemory<byte> encodedGroup) => Locked(() => Store(Existing(shard), encodedGroup));

    /// <summary>Writes all LogGroups of a prepared block into a shard. A pull from its cursor returns the block unchanged.</summary>
    /// <param name="shard">A writable shard.</param>
    /// <param name="block">The block. It can be appended any number of times and uses memory once.</param>
    /// <returns>The cursor of its first LogGroup.</returns>
    /// <exception cref="EmulatorException">The shard does not exist or is read-only.</exception>
    public string Append(int shard, EmulatorLogBlock block) => Locked(() =>
    {
        ArgumentNullException.ThrowIfNull(block);
        ShardStore store = Existing(shard);
        long start = store.End;
        foreach (ReadOnlyMemory<byte> group in block.Groups)
        {
            Store(store, group);
        }

        store.Cache.Prepare(start, block.Answer);
        return CursorText.Format(start);
    });

    /// <summary>Reads all retained LogGroups of a shard.</summary>
    /// <param name="shard">The shard.</param>
    /// <returns>The LogGroups in order.</returns>
    /// <exception cref="EmulatorException">The shard does not exist.</exception>
    /// <exception cref="FormatException">The shard contains data that is not a valid LogGroup.</exception>
    public IReadOnlyList<EmulatorLogGroup> Read(int shard) => [.. ReadBytes(shard).Select(EmulatorLogGroup.Decode)];

    /// <summary>Removes the oldest LogGroups of a shard, as expired retention does.</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="cursor">The cursor of the first LogGroup to keep. The end cursor removes all.</param>
    /// <exception cref="EmulatorException">The shard does not exist, or the cursor is not valid.</exception>
    public void Trim(int shard, string cursor) => Locked(() =>
    {
        long number = CursorText.TryParse(cursor, out long parsed) ? parsed : throw EmulatorException.ParameterInvalid($"Invalid cursor {cursor}");
        Existing(shard).TrimTo(number);
        return Record(StateChange.Trim, shard, text: cursor);
    });

    /// <summary>Splits a shard. It becomes read-only, and new shards receive its key range.</summary>
    /// <param name="shard">A writable shard.</param>
    /// <param name="count">The number of equal parts. The default is 2.</param>
    /// <returns>The shard, followed by the new shards.</returns>
    /// <exception cref="EmulatorException">The shard does not exist or is read-only.</exception>
    public IReadOnlyList<EmulatorShard> Split(int shard, int count = 2) => Split(shard, null, count);

    /// <summary>Merges a shard with its right neighbor. Both become read-only, and a new shard receives their key ranges.</summary>
    /// <param name="shard">A writable shard that is not the last one.</param>
    /// <returns>The new shard, followed by the two merged shards.</returns>
    /// <exception cref="EmulatorException">The shard does not exist, is read-only or is the last one.</exception>
    public IReadOnlyList<EmulatorShard> Merge(int shard) => Locked<IReadOnlyList<EmulatorShard>>(() =>
    {
        DateTimeOffset now = Clock.GetUtcNow();
        IReadOnlyList<ShardStore> merged = ShardSet.Merge(shard, now);
        Record(StateChange.Merge, shard, at: now);
        return [.. merged.Select(store => store.Describe())];
    });

    /// <summary>Removes a shard with all its data, as the service does with an expired read-only shard.</summary>
    /// <param name="shard">The shard.</param>
    /// <returns><see langword="true"/> if the shard existed; otherwise, <see langword="false"/>.</returns>
    public bool DeleteShard(int shard) => Locked(() => ShardSet.Remove(shard) && Record(StateChange.DeleteShard, shard));

    /// <summary>Creates a consumer group.</summary>
    /// <param name="name">The name of the group.</param>
    /// <param name="timeout">The time without a heartbeat after which a consumer is evicted. The default is 60 seconds.</param>
    /// <param name="inOrder">A value that indicates whether children of a split or merge wait for their ancestors.</param>
    /// <returns>The group.</returns>
    /// <exception cref="EmulatorException">The group already exists, or the limit of groups is reached.</exception>
    public EmulatorConsumerGroup CreateConsumerGroup(string name, TimeSpan? timeout = null, bool inOrder = false) => Locked(() =>
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        EmulatorException.ThrowIf(_groups.ContainsKey(name), 400, "ConsumerGroupAlreadyExist", $"consumer group {name} already exist");
        int most = _services.Options.MaxConsumerGroups;
        EmulatorException.ThrowIf(_groups.Count >= most, 400, "ConsumerGroupQuotaExceed", $"a logstore has at most {most} consumer groups");
        AssignmentMachine machine = new(ShardSet, inOrder, timeout ?? TimeSpan.FromSeconds(60));
        Record(StateChange.CreateGroup, machine.Timeout.Ticks, inOrder ? 1 : 0, name);
        return _groups[name] = new EmulatorConsumerGroup(name, machine, this);
    });

    /// <summary>Finds a consumer group.</summary>
    /// <param name="name">The name of the group.</param>
    /// <returns>The group, or <see langword="null"/>.</returns>
    public EmulatorConsumerGroup? FindConsumerGroup(string name) => Locked(() => _groups.GetValueOrDefault(name));

    /// <summary>Deletes a consumer group and its checkpoints.</summary>
    /// <param name="name">The name of the group.</param>
    /// <returns><see langword="true"/> if the group existed; otherwise, <see langword="false"/>.</returns>
    public bool DeleteConsumerGroup(string name) => Locked(() => _groups.Remove(name) && Record(StateChange.DeleteGroup, name: name));

    internal void UpdateConsumerGroup(string name, TimeSpan? timeout, bool? inOrder) => Locked(() =>
    {
        AssignmentMachine machine = (_groups.GetValueOrDefault(name) ?? throw EmulatorException.ConsumerGroupNotExist()).Machine;
        machine.Timeout = timeout ?? machine.Timeout;
        machine.InOrder = inOrder ?? machine.InOrder;
        return Record(StateChange.UpdateGroup, machine.Timeout.Ticks, machine.InOrder ? 1 : 0, name);
    });

    internal IReadOnlyList<EmulatorShard> Split(int shard, UInt128? key, int count) => Locked<IReadOnlyList<EmulatorShard>>(() =>
    {
        DateTimeOffset now = Clock.GetUtcNow();
        IReadOnlyList<ShardStore> split = ShardSet.Split(shard, key, count, now);
        Record(StateChange.Split, shard, count, text: key is { } middle ? HashKey.Format(middle) : "", at: now);
        return [.. split.Select(store => store.Describe())];
    });

    internal IReadOnlyList<ReadOnlyMemory<byte>> ReadBytes(int shard) => Locked<IReadOnlyList<ReadOnlyMemory<byte>>>(() =>
    {
        ShardStore store = Existing(shard);
        List<ReadOnlyMemory<byte>> groups = new();
        for (long cursor = store.Begin; cursor < store.End; cursor++)
        {
            groups.Add(store[cursor].Bytes);
        }

        return groups;
    });

    internal void Put(UInt128? key, ReadOnlyMemory<byte> encodedGroup) =>
        Locked(() => Store(key is { } hash ? ShardSet.FindByKey(hash) : ShardSet.NextInTurn(), encodedGroup));

    internal T Locked<T>(Func<T> action)
    {
        lock (_lock)
        {
            return action();
        }
    }

    internal ShardStore Existing(int shard) => ShardSet.Find(shard) ?? throw EmulatorException.ShardNotExist(shard);

    internal TimeProvider Clock => _services.Clock;

    internal bool Record(
        StateChange change, long number = 0, long second = 0, string name = "", string text = "", ReadOnlyMemory<byte> bytes = default,
        DateTimeOffset? at = null)
    {
        _services.State?.Record(new StateRecord(change, at ?? Clock.GetUtcNow(), Project, Name)
        {
            Name = name,
            Text = text,
            Number = number,
            Second = second,
            Bytes = bytes,
        });
        return true;
    }

    private string Store(ShardStore shard, ReadOnlyMemory<byte> encodedGroup)
    {
        if (shard.IsReadOnly)
        {
            throw EmulatorException.ParameterInvalid($"shard {shard.Id} is read-only");
        }

        DateTimeOffset now = Clock.GetUtcNow();
        long cursor = shard.Append(new StoredGroup(encodedGroup, now.ToUnixTimeSeconds()));
        Record(StateChange.Append, shard.Id, bytes: encodedGroup, at: now);
        _services.Journal.AddStored(1);
        return CursorText.Format(cursor);
    }
}
