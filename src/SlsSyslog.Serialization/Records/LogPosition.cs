namespace SlsSyslog.Serialization;

/// <summary>Represents a position between two LogGroups of one shard. Everything before it is processed; the next read begins at it.</summary>
/// <param name="Cursor">The SLS cursor: opaque base64 text that can only be compared for equality and returned to SLS.</param>
public readonly record struct LogPosition(string Cursor)
{
    /// <inheritdoc/>
    public override string ToString() => Cursor;
}
