namespace SlsSyslog;

/// <summary>Represents a shard of a route at one moment: its records, and how far it is read if this process owns it.</summary>
internal sealed record ShardSample(ShardSnapshot Snapshot, ShardStatus? Read)
{
    private readonly int _slash = Snapshot.Name.IndexOf('/', StringComparison.Ordinal);

    public bool IsOwned => Snapshot.IsOwned || Read is not null;

    public bool IsBlocked => Snapshot.Blocked is not null || Read?.Blocked is not null;

    public string Logstore => _slash < 0 ? "" : Snapshot.Name[.._slash];

    public string Shard => Snapshot.Name[(_slash + 1)..];
}
