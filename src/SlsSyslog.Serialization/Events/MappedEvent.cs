namespace SlsSyslog.Serialization;

/// <summary>
/// Represents what a profile found in one record: values by the names of the vocabulary, severity, time, and the fields that they used. One
/// instance belongs to one table and is reused for each record, so mapping does not allocate.
/// </summary>
internal sealed class MappedEvent(EventMapper mapper)
{
    private int[] _positions = [];
    private EventValue[] _inputs = [];
    private EventValue[] _values = [];
    private bool[] _used = [];
    private byte[] _text = new byte[512];
    private int _textLength;
    private int _usedTags;
    private readonly ExpectedNames _expected = new();
    private CompiledProfile? _expectedProfile;

    /// <summary>Gets the mapper that owns the profiles.</summary>
    public EventMapper Mapper => mapper;

    /// <summary>Gets the profile; null when no profile matches the record.</summary>
    public CompiledProfile? Profile { get; private set; }

    /// <summary>Gets the profiles that can match the records of the current group.</summary>
    public ProfileCandidates Candidates { get; } = new();

    /// <summary>Gets or sets the severity from 0 to 10; -1 when the options specify it.</summary>
    public int Severity { get; set; }

    /// <summary>Gets a value that indicates whether the profile found the time of the event.</summary>
    public bool HasTime { get; private set; }

    /// <summary>Gets or sets a value that indicates whether a field of the profile does not contain a valid time.</summary>
    public bool HasUnreadableTime { get; set; }

    public long UnixSeconds { get; private set; }

    public int Nanoseconds { get; private set; }

    /// <summary>Gets a value that indicates whether a value of the event contains the source of the record.</summary>
    public bool UsesSource { get; private set; }

    /// <summary>Gets a value that indicates whether a value of the event contains the topic of the record.</summary>
    public bool UsesTopic { get; private set; }

    public ReadOnlySpan<EventValue> Values => _values.AsSpan(0, Profile is null ? 0 : Profile.Slots.Length);

    /// <summary>Starts a record without a profile.</summary>
    public void Clear() => Profile = null;

    /// <summary>Starts a record: finds the fields that the profile reads.</summary>
    public void Begin(scoped in LogRecord record, CompiledProfile profile)
    {
        Profile = profile;
        _textLength = 0;
        HasTime = HasUnreadableTime = UsesSource = UsesTopic = false;
        Severity = profile.Source.IsFallback ? -1 : 1;
        ReadOnlySpan<LogFieldRange> fields = record.Table.AllFields;
        if (_used.Length < fields.Length)
        {
            _used = new bool[Math.Max(fields.Length, 64)];
        }

        _used.AsSpan(0, fields.Length).Clear();
        _usedTags = 0;
        Prepare(ref _positions, profile.Inputs.Length).Fill(-1);
        Prepare(ref _inputs, profile.Inputs.Length).Clear();
        Prepare(ref _values, profile.Slots.Length);
        if (!ReferenceEquals(_expectedProfile, profile))
        {
            _expectedProfile = profile;
            _expected.Clear();
            foreach ((int slot, EventValue value) in profile.ConstantSlots)
            {
                _values[slot] = value;
            }
        }

        profile.Index.FindAll(in record, _positions, _inputs, _expected);
        foreach (int input in profile.MetaInputs)
        {
            _inputs[input] = FindMeta(in record, profile.Inputs[input]);
        }
    }

    /// <summary>Gets a value that the profile reads; empty when it is absent.</summary>
    public ReadOnlySpan<byte> GetInput(scoped in LogRecord record, int input)
    {
        ref readonly EventValue value = ref _inputs[input];
        return value.IsPresent ? Slice(in record, in value) : default;
    }

    /// <summary>Gets the position of a value that the profile reads.</summary>
    public ref readonly EventValue FindInput(int input) => ref _inputs[input];

    /// <summary>Marks a value that the profile read as written under another name.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void MarkUsed(scoped in LogRecord record, int input)
    {
        int position = _positions[input];
        if (position >= 0)
        {
            _used[position] = true;
        }
        else
        {
            MarkGroupUsed(in record, input);
        }
    }

    private void MarkGroupUsed(scoped in LogRecord record, int input)
    {
        ProfileInput found = Profile!.Inputs[input];
        UsesSource |= found.Kind == InputKind.Source;
        UsesTopic |= found.Kind == InputKind.Topic;
        if (found.Kind == InputKind.Tag && FindTag(in record, found.Key) is >= 0 and < 32 and int tag)
        {
            _usedTags |= 1 << tag;
        }
    }

    /// <summary>Gets one bit for each part of the group that a value of the event contains.</summary>
    public ulong UsedGroupParts => ((ulong)(uint)_usedTags << 2) | (UsesSource ? 2UL : 0) | (UsesTopic ? 1UL : 0);

    public bool IsFieldUsed(int index) => _used[index];

    /// <summary>Sets whether a field is written under another name, or not at all.</summary>
    public void SetUsed(int index, bool isUsed) => _used[index] = isUsed;

    /// <summary>Counts the fields, from an index to another one, that values of the event contain.</summary>
    public int CountUsed(int first, int end) => _used.AsSpan(first..end).Count(true);

    public bool IsTagUsed(int index) => index < 32 && (_usedTags & (1 << index)) != 0;

    public ref readonly EventValue GetSlot(int slot) => ref _values[slot];

    /// <summary>Sets the values that are those of one field.</summary>
    public void SetSlots(scoped in LogRecord record, DirectSlot[] slots)
    {
        foreach (DirectSlot slot in slots)
        {
            ref readonly EventValue value = ref _inputs[slot.Input];
            _values[slot.Slot] = value;
            if (value.IsPresent && !slot.Keeps)
            {
                MarkUsed(in record, slot.Input);
            }
        }
    }

    public void SetSlot(int slot, EventValue value) => _values[slot] = value;

    /// <summary>Cuts a value between two characters.</summary>
    public void CutSlot(scoped in LogRecord record, int slot, int maxLength)
    {
        EventValue value = _values[slot];
        if (value.Length > maxLength)
        {
            int length = Utf8Cut.FitLength(Slice(in record, value), maxLength);
            _values[slot] = new(value.Store, value.Offset, length, value.Source);
        }
    }

    public void SetTime(long unixSeconds, int nanoseconds) => (HasTime, UnixSeconds, Nanoseconds) = (true, unixSeconds, nanoseconds);

    /// <summary>Gets the value of a name; empty when it is absent.</summary>
    public ReadOnlySpan<byte> GetValue(scoped in LogRecord record, int slot)
    {
        ref readonly EventValue value = ref _values[slot];
        return value.IsPresent ? Slice(in record, in value) : default;
    }

    /// <summary>
    /// Finds a value by its name. Returns false when the profile does not know the name; a field of the log can then have it. A name of the
    /// vocabulary that the profile does not map is known and absent, so that no log can write it.
    /// </summary>
    public bool TryFind(scoped in LogRecord record, scoped ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value, out bool isPresent)
    {
        value = default;
        isPresent = false;
        if (Profile is null || !Profile.SlotIndex.TryFind(name, out int slot))
        {
            return Profile is not null && mapper.IsReserved(name);
        }

        isPresent = _values[slot].IsPresent;
        value = GetValue(in record, slot);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Slice(scoped in LogRecord record, scoped in EventValue value) => value.Store == ValueStore.Record
        ? record.Block.Slice(value.Offset, value.Length)
        : SliceOther(in record, in value)[..value.Length];

    /// <summary>Gets a value followed by whatever is after it in memory, for wide loads.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> SliceOpen(scoped in LogRecord record, scoped in EventValue value) =>
        value.Store == ValueStore.Record ? record.Block[value.Offset..] : SliceOther(in record, in value);

    private ReadOnlySpan<byte> SliceOther(scoped in LogRecord record, scoped in EventValue value) => value.Store switch
    {
        ValueStore.Constant => Profile!.Constants.AsSpan(value.Offset),
        ValueStore.Own => _text.AsSpan(value.Offset),
        ValueStore.Project => record.Origin!.Project[value.Offset..],
        ValueStore.Logstore => record.Origin!.Logstore[value.Offset..],
        _ => default,
    };

    /// <summary>Gets the length of the composed text, the start of the next one.</summary>
    public int TextStart => _textLength;

    public void Append(scoped ReadOnlySpan<byte> text)
    {
        text.CopyTo(MakeRoom(text.Length));
        _textLength += text.Length;
    }

    /// <summary>Gets the composed text from a start, to change it in place.</summary>
    public Span<byte> GetText(int start) => _text.AsSpan(start.._textLength);

    public void RemoveText(int start) => _textLength = start;

    private Span<byte> MakeRoom(int length)
    {
        if (_text.Length - _textLength < length + SyslogWriter.Slack)
        {
            Array.Resize(ref _text, Math.Max(_text.Length * 2, checked(_textLength + length + SyslogWriter.Slack)));
        }

        return _text.AsSpan(_textLength);
    }

    private static EventValue FindMeta(scoped in LogRecord record, ProfileInput input)
    {
        LogRecordTable table = record.Table;
        switch (input.Kind)
        {
            case InputKind.Topic when !record.HasReservedTopic:
                return EventValue.Create(record.Block, table.TopicOffset, table.TopicLength);
            case InputKind.Source:
                return EventValue.Create(record.Block, table.SourceOffset, table.SourceLength);
            case InputKind.Tag when FindTag(in record, input.Key) is >= 0 and int tag:
                return EventValue.Create(record.Block, table.Tags[tag].ValueOffset, table.Tags[tag].ValueLength);
            case InputKind.Project when record.Origin is { } origin:
                return new(ValueStore.Project, 0, origin.Project.Length);
            case InputKind.Logstore when record.Origin is { } origin:
                return new(ValueStore.Logstore, 0, origin.Logstore.Length);
            default:
                return default;
        }
    }

    private static int FindTag(scoped in LogRecord record, scoped ReadOnlySpan<byte> key)
    {
        ReadOnlySpan<LogFieldRange> tags = record.Table.Tags;
        for (int i = tags.Length - 1; i >= 0; i--)
        {
            if (tags[i].KeyLength == key.Length && record.Block.Slice(tags[i].KeyOffset, tags[i].KeyLength).SequenceEqual(key))
            {
                return i;
            }
        }

        return -1;
    }

    private static Span<T> Prepare<T>(ref T[] array, int length)
    {
        if (array.Length < length)
        {
            array = new T[Math.Max(length, 64)];
        }

        return array.AsSpan(0, length);
    }
}
