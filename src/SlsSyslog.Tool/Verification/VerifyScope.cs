namespace SlsSyslog.Tool;

/// <summary>Describes what is verified.</summary>
internal sealed record VerifyScope
{
    public required string Endpoint { get; init; }

    public required string Project { get; init; }

    public required IReadOnlyList<string> Logstores { get; init; }

    /// <summary>Gets the shards that were compared, as <c>logstore/shard</c>.</summary>
    public IReadOnlyList<string> Shards { get; init; } = [];

    public required string Route { get; init; }

    public required string ConsumerGroup { get; init; }

    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset To { get; init; }

    public string TimeAxis { get; init; } = "receipt by SLS, in UTC";

    /// <summary>Gets the query or the processor that SLS runs before it sends logs.</summary>
    public string Query { get; init; } = "";

    public IReadOnlyList<string> Destinations { get; init; } = [];

    /// <summary>Gets the digests of the settings with which the records were delivered.</summary>
    public IReadOnlyList<string> SettingsHashes { get; init; } = [];

    /// <summary>Gets the versions of SlsSyslog that delivered the records.</summary>
    public IReadOnlyList<string> Versions { get; init; } = [];

    /// <summary>Gets how far the clock of SLS is ahead of the local clock, as far as it was noticed.</summary>
    public double ClockOffsetSeconds { get; init; }
}
