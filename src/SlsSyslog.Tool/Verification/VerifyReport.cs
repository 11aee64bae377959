namespace SlsSyslog.Tool;

/// <summary>Represents the result of a verification.</summary>
internal sealed record VerifyReport
{
    /// <summary>Gets the kind of the file, by which a replay recognizes it.</summary>
    public string Kind { get; init; } = KindName;

    public required Verdict Verdict { get; init; }

    public required VerifyScope Scope { get; init; }

    /// <summary>Gets the methods: <c>ledger</c>, <c>reading</c>, <c>siem</c>.</summary>
    public required IReadOnlyList<string> Methods { get; init; }

    /// <summary>Gets what the methods cannot show.</summary>
    public required IReadOnlyList<string> Limits { get; init; }

    /// <summary>Gets the reasons of the verdict.</summary>
    public required IReadOnlyList<string> Findings { get; init; }

    public required VerifyRow Total { get; init; }

    public required IReadOnlyList<VerifyRow> Shards { get; init; }

    public required IReadOnlyList<VerifyRow> Minutes { get; init; }

    public required IReadOnlyList<VerifySpan> Ranges { get; init; }

    public required IReadOnlyList<VerifyOutage> Outages { get; init; }

    public required IReadOnlyList<LedgerChain> Chains { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string ToolVersion { get; init; }

    /// <summary>Gets SHA-256 over the JSON of the report without this member; null until it is computed.</summary>
    public string? Digest { get; init; }

    internal const string KindName = "sls-syslog verify";
}
