namespace SlsSyslog;

/// <summary>Represents the result of checking the chain of a delivery ledger.</summary>
/// <param name="Files">The files, oldest first.</param>
/// <param name="Lines">The number of lines.</param>
/// <param name="FirstDigest">
/// The digest before the first line. It consists of zeros when the first line of the ledger is present; otherwise older files are deleted.
/// </param>
/// <param name="LastDigest">
/// The digest of the last line. Lines that were removed from the end are found by comparing it with a digest that was kept elsewhere.
/// </param>
/// <param name="Problems">The changed, added and missing lines; empty when there are none.</param>
public sealed record LedgerVerification(
    IReadOnlyList<string> Files, long Lines, string FirstDigest, string LastDigest, IReadOnlyList<LedgerProblem> Problems)
{
    /// <summary>Gets a value that indicates whether no line is changed, added or missing.</summary>
    public bool IsIntact => Problems.Count == 0;
}
