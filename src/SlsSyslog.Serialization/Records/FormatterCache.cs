namespace SlsSyslog.Serialization;

/// <summary>Holds what one formatter rendered for the current group of a record table.</summary>
internal sealed class FormatterCache(object owner, bool escapesBidi)
{
    private NameIndex? _names;
    private byte[] _bytes = [];
    private LogFieldRange[] _fields = [];
    private JsonTree? _tree;
    private JsonTree? _tagTree;

    public object Owner { get; } = owner;

    /// <summary>Gets the setting of the writer with which the content was rendered.</summary>
    public bool EscapesBidi => escapesBidi;

    /// <summary>Gets or sets the <see cref="LogRecordTable.GroupVersion"/> for which <see cref="Head"/> and <see cref="Tail"/> are valid.</summary>
    public long GroupVersion { get; set; } = -1;

    /// <summary>Gets or sets the parts of the group that <see cref="Head"/> and <see cref="Tail"/> do not contain.</summary>
    public ulong UsedGroupParts { get; set; }

    public RenderedText Head { get; } = new();

    /// <summary>Gets or sets the profile for which <see cref="Head"/> contains the start of a header, and the number of its texts.</summary>
    public (CompiledProfile? Profile, int Texts) HeaderStart { get; set; }

    public RenderedText Tail { get; } = new();

    public KeyCache? Keys { get; set; }

    /// <summary>Gets the index for records in which two names could be equal. It is created when the first of these occurs.</summary>
    public NameIndex Names => _names ??= new();

    /// <summary>Gets room for bytes. Valid until the next call.</summary>
    public Span<byte> GetBytes(int count) => GetArray(count).AsSpan(0, count);

    /// <summary>Gets an array for at least a number of bytes. Valid until the next call.</summary>
    public byte[] GetArray(int count)
    {
        if (_bytes.Length < count)
        {
            _bytes = new byte[Math.Max(count, 4096)];
        }

        return _bytes;
    }

    /// <summary>Gets the memory for the sorted names of fields.</summary>
    public JsonTree Tree => _tree ??= new();

    /// <summary>Gets the memory for the sorted names of tags.</summary>
    public JsonTree TagTree => _tagTree ??= new();

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
