namespace SlsSyslog.Serialization;

// What one formatter has rendered for the group that a table stands at. Formatters keep no state; the table, used by one
// thread, keeps it for them.
internal sealed class GroupCache(object owner)
{
    public object Owner { get; } = owner;

    // The table's GroupVersion for which Head and Tail are valid.
    public long GroupVersion { get; set; } = -1;

    public RenderedText Head { get; } = new();

    public RenderedText Tail { get; } = new();

    // The second for which Time is valid.
    public long TimeSecond { get; set; } = long.MinValue;

    public RenderedText Time { get; } = new();
}
