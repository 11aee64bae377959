namespace SlsSyslog.Tool;

/// <summary>Describes the chain of one ledger.</summary>
/// <param name="Folder">The folder of the ledger.</param>
/// <param name="Route">The name of the ledger.</param>
/// <param name="Files">The number of files.</param>
/// <param name="Lines">The number of lines.</param>
/// <param name="FirstDigest">The digest before the first line.</param>
/// <param name="LastDigest">The digest of the last line.</param>
/// <param name="Problems">The changed, added and missing lines.</param>
internal sealed record LedgerChain(
    string Folder, string Route, int Files, long Lines, string FirstDigest, string LastDigest, IReadOnlyList<string> Problems)
{
    /// <summary>Gets a value that indicates whether no line is changed, added or missing.</summary>
    public bool IsIntact => Problems.Count == 0;

    /// <summary>Gets a value that indicates whether the first line is present.</summary>
    public bool HasFirstLine => FirstDigest.All(digit => digit == '0');
}
