namespace SlsSyslog.ConsumerGroups;

/// <summary>Represents the logs of one shard between two cursors.</summary>
/// <param name="Logstore">The name of the logstore.</param>
/// <param name="Shard">The number of the shard.</param>
/// <param name="BeginCursor">The cursor of the first log.</param>
/// <param name="EndCursor">The cursor after the last log.</param>
public sealed record CursorRange(string Logstore, int Shard, string BeginCursor, string EndCursor)
{
    internal LogPosition Begin => new(BeginCursor);

    internal LogPosition End => new(EndCursor);

    internal bool IsValid => Shard >= 0 && CursorNumber.Decode(Begin) <= CursorNumber.Decode(End);

    /// <summary>Returns the range as text, for messages.</summary>
    /// <returns>The logstore, the shard and the two cursors.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Logstore}/{Shard} from {BeginCursor} to {EndCursor}");
}
