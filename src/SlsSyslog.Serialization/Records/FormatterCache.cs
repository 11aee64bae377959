namespace SlsSyslog.Serialization;

/// <summary>Holds what one formatter rendered for the current group of a record table.</summary>
internal sealed class FormatterCache(object owner, bool escapesBidi)
{
    private NameIndex? _names;
    private byte[] _bytes = [];

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

    /// <summary>Gets the index for records in which two names could be equal. It is created when the first of these occurs.</summary>
    public NameIndex Names => _names ??= new();

    /// <summary>Gets room for bytes. Valid until the next call.</summary>
    public Span<byte> GetBytes(int count)
    {
        if (_bytes.Length < count)
        {
            _bytes = new byte[Math.Max(count, 4096)];
        }

        return _bytes.AsSpan(0, count);
    }

    /// <summary>Gets or sets the second for which <see cref="Time"/> is valid.</summary>
    public long TimeSecond { get; set; } = long.MinValue;

    public RenderedText Time { get; } = new();

    /// <summary>Gets or sets the offset from UTC in which that second is written.</summary>
    public TimeSpan TimeOffset { get; set; }
}
