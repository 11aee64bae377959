namespace SlsSyslog;

/// <summary>Represents the tap of one route.</summary>
/// <param name="hub">The listeners.</param>
/// <param name="name">The name of the route.</param>
/// <param name="mappedNames">The names that the profiles of the route give to values.</param>
internal sealed class RouteTap(TapHub hub, string name, Func<IEnumerable<string>> mappedNames)
{
    private readonly Lazy<TapNames> _names = new(() => new TapNames(mappedNames()));

    public string Name => name;

    /// <summary>Gets a value that indicates whether anybody watches. It is read for each record.</summary>
    public bool IsListening => hub.IsListening;

    /// <summary>Gets the names that a masked message may show.</summary>
    public TapNames Names => _names.Value;

    /// <summary>Passes the messages of one record on. It neither waits nor throws.</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="record">The record.</param>
    /// <param name="frames">The frames.</param>
    /// <param name="firstFrame">The index of the first frame of the record, which the last ones are.</param>
    public void Offer(string shard, scoped LogRecord record, FrameBuffer frames, int firstFrame) =>
        hub.Offer(this, shard, record, frames, firstFrame);
}
