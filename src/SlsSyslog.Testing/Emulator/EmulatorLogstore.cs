namespace SlsSyslog.Testing;

/// <summary>A logstore of the emulator, reached from within the process: no signature, no network.</summary>
public sealed class EmulatorLogstore
{
    private readonly EmulatorServices _services;
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, EmulatorConsumerGroup> _groups = new(StringComparer.Ordinal);

    internal EmulatorLogstore(string project, string name, int shardCount, TimeSpan retention, DateTimeOffset createdAt, EmulatorServices services)
    {
        Project = project;
        Name = name;
        _services = services;
        ShardSet = new ShardSet(shardCount, createdAt, services.Clock) { Retention = retention };
        CreatedAt = createdAt;
    }

    /// <summary>The project it belongs to.</summary>
    public string Project { get; }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; }

    /// <summary>How long a LogGroup is kept after it was received. A shorter one takes effect at the next call.</summary>
    public TimeSpan Retention
    {
        get => Locked(() => ShardSet.Retention);
        set => Locked(() =>
        {
            ShardSet.Retention = value;
            return Record(StateChange.SetRetention, second: value.Ticks);
        });
    }

    /// <summary>Its shards at this moment, by id.</summary>
    public IReadOnlyList<EmulatorShard> Shards => Locked<IReadOnlyList<EmulatorShard>>(() => [.. ShardSet.All.Select(shard => shard.Describe())]);

    /// <summary>Its consumer groups, by name.</summary>
    public IReadOnlyList<EmulatorConsumerGroup> ConsumerGroups => Locked<IReadOnlyList<EmulatorConsumerGroup>>(() => [.. _groups.Values]);

    internal ShardSet ShardSet { get; }

    /// <summary>Writes a LogGroup into a shard, as one cursor step.</summary>
    /// <param name="shard">The shard; a read-only one takes no writes.</param>
    /// <param name="group">The group.</param>
    /// <returns>Its cursor.</returns>
    /// <exception cref="EmulatorException">The shard does not exist or is read-only.</exception>
    public string Append(int shard, EmulatorLogGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        return Append(shard, group.Encode());
    }

    /// <summary>Writes an encoded LogGroup into a shard, unchecked: what is wrong with it reaches whoever pulls it.</summary>
    /// <param name="shard">The shard; a read-only one takes no writes.</param>
    /// <param name="encodedGroup">The bytes of a protobuf message LogGroup; kept, not copied.</param>
    /// <returns>Its cursor.</returns>
    /// <exception cref="EmulatorException">The shard does not exist or is read-only.</exception>
    public string Append(int shard, ReadOnlyMemory<byte> encodedGroup) => Locked(() => Store(Existing(shard), encodedGroup));

    /// <summary>Writes all LogGroups of a prepared block into a shard; a pull from its cursor gets the block as it is.</summary>
    /// <param name="shard">The shard; a read-only one takes no writes.</param>
    /// <param name="block">The block; it may be appended any number of times and takes memory once.</param>
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

    /// <summary>Reads everything a shard retains.</summary>
    /// <param name="shard">The shard.</param>
    /// <returns>Its LogGroups in order.</returns>
    /// <exception cref="EmulatorException">The shard does not exist.</exception>
    /// <exception cref="FormatException">Something was appended that is not a LogGroup.</exception>
    public IReadOnlyList<EmulatorLogGroup> Read(int shard)
    {
        List<EmulatorLogGroup> groups = new();
        return Locked<IReadOnlyList<EmulatorLogGroup>>(() =>
        {
            ShardStore store = Existing(shard);
            for (long cursor = store.Begin; cursor < store.End; cursor++)
            {
                groups.Add(EmulatorLogGroup.Decode(store[cursor].Bytes));
            }

            return groups;
        });
    }

    /// <summary>Drops the oldest LogGroups of a shard, as an expired retention does.</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="cursor">The cursor of the first LogGroup to keep; the end cursor drops all.</param>
    /// <exception cref="EmulatorException">The shard does not exist, or the cursor is not one.</exception>
    public void Trim(int shard, string cursor) => Locked(() =>
    {
        long number = CursorText.TryParse(cursor, out long parsed) ? parsed : throw EmulatorException.ParameterInvalid($"Invalid cursor {cursor}");
        Existing(shard).TrimTo(number);
        return Record(StateChange.Trim, shard, text: cursor);
    });

    /// <summary>Splits a shard: it becomes read-only and new ones take its key range.</summary>
    /// <param name="shard">A writable shard.</param>
    /// <param name="count">Into how many equal parts; 2 by default.</param>
    /// <returns>The shard itself and then the new ones.</returns>
    /// <exception cref="EmulatorException">The shard does not exist or is read-only.</exception>
    public IReadOnlyList<EmulatorShard> Split(int shard, int count = 2) => Split(shard, null, count);

    /// <summary>Merges a shard with its right neighbour: both become read-only and a new one takes their key ranges.</summary>
    /// <param name="shard">A writable shard that is not the last one.</param>
    /// <returns>The new shard and then the two merged ones.</returns>
    /// <exception cref="EmulatorException">The shard does not exist, is read-only or is the last one.</exception>
    public IReadOnlyList<EmulatorShard> Merge(int shard) => Locked<IReadOnlyList<EmulatorShard>>(() =>
    {
        DateTimeOffset now = Clock.GetUtcNow();
        IReadOnlyList<ShardStore> merged = ShardSet.Merge(shard, now);
        Record(StateChange.Merge, shard, at: now);
        return [.. merged.Select(store => store.Describe())];
    });

    /// <summary>Removes a shard with all its data, as happens to a read-only one whose data has expired.</summary>
    /// <param name="shard">The shard.</param>
    /// <returns>Whether it existed.</returns>
    public bool DeleteShard(int shard) => Locked(() => ShardSet.Remove(shard) && Record(StateChange.DeleteShard, shard));

    /// <summary>Makes a consumer group.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="timeout">How long a consumer lives without a heartbeat; 60 seconds when left out.</param>
    /// <param name="inOrder">Whether children of a split or merge wait for their ancestors.</param>
    /// <returns>The group.</returns>
    /// <exception cref="EmulatorException">It exists already, or there are too many.</exception>
    public EmulatorConsumerGroup CreateConsumerGroup(string name, TimeSpan? timeout = null, bool inOrder = false) => Locked(() =>
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (_groups.ContainsKey(name))
        {
            throw new EmulatorException(400, "ConsumerGroupAlreadyExist", $"consumer group {name} already exist");
        }

        if (_groups.Count >= _services.Options.MaxConsumerGroups)
        {
            throw new EmulatorException(400, "ConsumerGroupQuotaExceed", $"a logstore has at most {_services.Options.MaxConsumerGroups} consumer groups");
        }

        AssignmentMachine machine = new(ShardSet, inOrder, timeout ?? TimeSpan.FromSeconds(60));
        Record(StateChange.CreateGroup, machine.Timeout.Ticks, inOrder ? 1 : 0, name);
        return _groups[name] = new EmulatorConsumerGroup(name, machine, this);
    });

    /// <summary>Finds a consumer group.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The group, or null.</returns>
    public EmulatorConsumerGroup? FindConsumerGroup(string name) => Locked(() => _groups.GetValueOrDefault(name));

    /// <summary>Deletes a consumer group and its checkpoints.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>Whether it existed.</returns>
    public bool DeleteConsumerGroup(string name) => Locked(() => _groups.Remove(name) && Record(StateChange.DeleteGroup, name: name));

    internal void UpdateConsumerGroup(string name, TimeSpan? timeout, bool? inOrder) => Locked(() =>
    {
        AssignmentMachine machine = (_groups.GetValueOrDefault(name) ?? throw EmulatorException.ConsumerGroupNotExist()).Machine;
        machine.Timeout = timeout ?? machine.Timeout;
        if (inOrder is { } order && order != machine.InOrder)
        {
            machine.InOrder = order;
        }

        return Record(StateChange.UpdateGroup, machine.Timeout.Ticks, machine.InOrder ? 1 : 0, name);
    });

    internal IReadOnlyList<EmulatorShard> Split(int shard, UInt128? key, int count) => Locked<IReadOnlyList<EmulatorShard>>(() =>
    {
        DateTimeOffset now = Clock.GetUtcNow();
        IReadOnlyList<ShardStore> split = ShardSet.Split(shard, key, count, now);
        Record(StateChange.Split, shard, count, text: key is { } middle ? HashKey.Format(middle) : "", at: now);
        return [.. split.Select(store => store.Describe())];
    });

    internal void Put(UInt128? key, ReadOnlyMemory<byte> encodedGroup) =>
        Locked(() => Store(key is { } hash ? ShardSet.FindByKey(hash) : ShardSet.NextInTurn(), encodedGroup));

    internal T Locked<T>(Func<T> action)
    {
        lock (_gate)
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
