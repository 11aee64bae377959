namespace SlsSyslog.Tool;

/// <summary>Describes a consumer that uses a group.</summary>
/// <param name="Name">The name of the consumer.</param>
/// <param name="Shards">The shards that are assigned to it.</param>
internal sealed record LiveConsumer(string Name, IReadOnlyList<int> Shards);
