namespace SlsSyslog.EndToEnd;

/// <summary>A logstore of the emulator with its logs.</summary>
/// <param name="Name">The name.</param>
/// <param name="Records">The number of logs.</param>
/// <param name="RawBytes">The bytes of raw log.</param>
/// <param name="Groups">The number of LogGroups.</param>
/// <param name="Ranges">The range of each shard: id, first cursor and end cursor, with colons between.</param>
internal sealed record FilledLogstore(string Name, long Records, long RawBytes, long Groups, IReadOnlyList<string> Ranges);
