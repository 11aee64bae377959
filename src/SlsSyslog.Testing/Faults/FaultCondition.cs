namespace SlsSyslog.Testing;

/// <summary>Which requests a fault strikes.</summary>
internal sealed record FaultCondition
{
    /// <summary>The operations; empty means all.</summary>
    public IReadOnlySet<SlsOperation> Operations { get; init; } = new HashSet<SlsOperation>();

    public string? Logstore { get; init; }

    public int? Shard { get; init; }

    public string? Consumer { get; init; }

    public long Times { get; init; } = long.MaxValue;

    /// <summary>How many matching requests pass first.</summary>
    public long Skip { get; init; }

    /// <summary>Every how many-th matching request is struck; the first one is.</summary>
    public long Every { get; init; } = 1;

    public TimeSpan? Duration { get; init; }

    public bool Matches(Route route, string? consumer) =>
        (Operations.Count == 0 || Operations.Contains(route.Operation))
        && (Logstore is null || route.Logstore == Logstore)
        && (Shard is null || route.Shard == Shard)
        && (Consumer is null || consumer == Consumer);
}
