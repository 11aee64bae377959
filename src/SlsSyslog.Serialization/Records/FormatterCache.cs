namespace SlsSyslog.Serialization;

/// <summary>Holds what one formatter rendered for the current group of a record table.</summary>
internal sealed class FormatterCache(object owner, bool escapesBidi)
{
    private int[] _scratch = [];
    private byte[] _bytes = [];
    private LogFieldRange[] _fields = [];
    private NameSet? _names;
    private JsonTree? _tree;

    public object Owner { get; } = owner;

    /// <summary>Gets the setting of the writer with which the content was rendered.</summary>
    public bool EscapesBidi => escapesBidi;

    /// <summary>
    /// Gets or sets the <see cref="LogRecordTable.GroupVersion"/> for which <see cref="Head"/> and <see cref="Tail"/> are valid.
    /// </summary>
    public long GroupVersion { get; set; } = -1;

    public RenderedText Head { get; } = new();

    public RenderedText Tail { get; } = new();

    public KeyCache? Keys { get; set; }

    /// <summary>Gets or sets the repeat bits of the names in <see cref="Head"/> and <see cref="Tail"/>.</summary>
    public ulong GroupRepeatBits { get; set; }

    /// <summary>Gets or sets a value that indicates whether two names in <see cref="Head"/> and <see cref="Tail"/> are equal.</summary>
    public bool GroupHasRepeats { get; set; }

    /// <summary>Gets room for one number per pair of a record. Valid until the next call.</summary>
    public Span<int> GetScratch(int count)
    {
        if (_scratch.Length < count)
        {
            _scratch = new int[Math.Max(count, 256)];
        }

        return _scratch.AsSpan(0, count);
    }

    /// <summary>Gets room for bytes. Valid until the next call.</summary>
    public Span<byte> GetBytes(int count)
    {
        if (_bytes.Length < count)
        {
            _bytes = new byte[Math.Max(count, 4096)];
        }

        return _bytes.AsSpan(0, count);
    }

    /// <summary>Gets the names of the message that is being written. The caller clears them.</summary>
    public NameSet GetNames() => _names ??= new();

    /// <summary>Gets the memory for sorted names.</summary>
    public JsonTree Tree => _tree ??= new();

    /// <summary>Selects the tags of a record that the values of its event do not contain. Valid until the next call.</summary>
    public ReadOnlySpan<LogFieldRange> SelectTags(ReadOnlySpan<LogFieldRange> tags, MappedEvent? mapped) => Select(tags, mapped, areTags: true);

    /// <summary>Selects the fields of a record that the values of its event do not contain. Valid until the next call.</summary>
    public ReadOnlySpan<LogFieldRange> SelectFields(ReadOnlySpan<LogFieldRange> fields, MappedEvent? mapped) =>
        Select(fields, mapped, areTags: false);

    private ReadOnlySpan<LogFieldRange> Select(ReadOnlySpan<LogFieldRange> fields, MappedEvent? mapped, bool areTags)
    {
        if (mapped is null)
        {
            return fields;
        }

        if (_fields.Length < fields.Length)
        {
            _fields = new LogFieldRange[Math.Max(fields.Length, 64)];
        }

        int count = 0;
        for (int i = 0; i < fields.Length; i++)
        {
            if (!(areTags ? mapped.IsTagUsed(i) : mapped.IsFieldUsed(i)))
            {
                _fields[count++] = fields[i];
            }
        }

        return _fields.AsSpan(0, count);
    }

    /// <summary>Gets or sets the second for which <see cref="Time"/> is valid.</summary>
    public long TimeSecond { get; set; } = long.MinValue;

    public RenderedText Time { get; } = new();

    /// <summary>Gets or sets the offset from UTC in which that second is written.</summary>
    public TimeSpan TimeOffset { get; set; }
}
