namespace SlsSyslog.Testing;

/// <summary>Specifies the requests that a fault applies to.</summary>
internal sealed record FaultCondition
{
    /// <summary>Gets the operations. An empty list means all.</summary>
    public IReadOnlySet<SlsOperation> Operations { get; init; } = new HashSet<SlsOperation>();

    public string? Logstore { get; init; }

    public int? Shard { get; init; }

    public string? Consumer { get; init; }

    public long Times { get; init; } = long.MaxValue;

    /// <summary>Gets the number of matching requests to skip.</summary>
    public long Skip { get; init; }

    /// <summary>Gets the interval of matching requests that the fault applies to, starting with the first.</summary>
    public long Every { get; init; } = 1;

    public TimeSpan? Duration { get; init; }

    public bool Matches(Route route, string? consumer) =>
        (Operations.Count == 0 || Operations.Contains(route.Operation))
        && (Logstore is null || route.Logstore == Logstore)
        && (Shard is null || route.Shard == Shard)
        && (Consumer is null || consumer == Consumer);
}
