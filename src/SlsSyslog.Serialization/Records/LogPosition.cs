namespace SlsSyslog.Serialization;

/// <summary>
/// A place between two LogGroups of one shard: everything before it is done, the next read begins at it.
/// </summary>
/// <param name="Cursor">The SLS cursor, opaque: base64 text that may only be compared for equality and handed back.</param>
public readonly record struct LogPosition(string Cursor)
{
    /// <inheritdoc/>
    public override string ToString() => Cursor;
}
