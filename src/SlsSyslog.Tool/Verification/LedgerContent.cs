namespace SlsSyslog.Tool;

/// <summary>Represents the lines of one or several ledgers, and the state of their chains.</summary>
/// <param name="Records">The lines that could be read, in the order of the files.</param>
/// <param name="Chains">The chains.</param>
internal sealed record LedgerContent(IReadOnlyList<LedgerRecord> Records, IReadOnlyList<LedgerChain> Chains);
