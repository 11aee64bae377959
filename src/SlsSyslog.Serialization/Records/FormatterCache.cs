namespace SlsSyslog.Serialization;

// What one formatter has rendered for the group that a table stands at. Formatters keep no state; the table, used by one
// thread, keeps it for them.
internal sealed class FormatterCache(object owner, bool escapesBidi)
{
    private int[] _scratch = [];
    private byte[] _bytes = [];

    public object Owner { get; } = owner;

    // What is kept here was written with this setting of the writer.
    public bool EscapesBidi => escapesBidi;

    // The table's GroupVersion for which Head and Tail are valid.
    public long GroupVersion { get; set; } = -1;

    public RenderedText Head { get; } = new();

    public RenderedText Tail { get; } = new();

    public KeyCache? Keys { get; set; }

    // The RepeatBits of what is in Head and Tail, and whether two of these have the same name.
    public ulong GroupNames { get; set; }

    public bool GroupRepeats { get; set; }

    // Room for a number per pair of a record; its content lasts until the next call.
    public Span<int> GetScratch(int count)
    {
        if (_scratch.Length < count)
        {
            _scratch = new int[Math.Max(count, 256)];
        }

        return _scratch.AsSpan(0, count);
    }

    // The same for bytes.
    public Span<byte> GetBytes(int count)
    {
        if (_bytes.Length < count)
        {
            _bytes = new byte[Math.Max(count, 4096)];
        }

        return _bytes.AsSpan(0, count);
    }

    // The second for which Time is valid.
    public long TimeSecond { get; set; } = long.MinValue;

    public RenderedText Time { get; } = new();

    // How far from UTC that second is written.
    public TimeSpan TimeOffset { get; set; }
}
