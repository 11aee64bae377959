using SlsSyslog.ConsumerGroups;

namespace SlsSyslog.Tool;

/// <summary>Describes what to verify, and how.</summary>
internal sealed record VerifyRequest
{
    public required VerifyRange Range { get; init; }

    /// <summary>Gets the name of the route, or of one of its destinations as <c>route/destination</c>.</summary>
    public required string Route { get; init; }

    public required ConsumerGroupOptions Source { get; init; }

    public IReadOnlyList<string> Destinations { get; init; } = [];

    /// <summary>Gets the folders of ledgers; empty when no ledger is used.</summary>
    public IReadOnlyList<string> LedgerFolders { get; init; } = [];

    /// <summary>Gets the names of the ledgers in these folders.</summary>
    public IReadOnlyList<string> LedgerNames { get; init; } = [];

    /// <summary>Gets whether the range is read again. Comparing with a SIEM always does.</summary>
    public bool ReadsAgain { get; init; }

    public IReadOnlyList<SiemCount>? SiemCounts { get; init; }

    /// <summary>Gets whether the minutes of the SIEM are those of the logs, not those of receipt by SLS.</summary>
    public bool UsesLogTime { get; init; }

    public bool UsesLedger => LedgerFolders.Count > 0;

    public bool CountsRecords => ReadsAgain || SiemCounts is not null;
}
