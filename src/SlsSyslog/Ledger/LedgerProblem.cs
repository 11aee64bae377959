namespace SlsSyslog;

/// <summary>Describes a line of a delivery ledger that is not what was written.</summary>
/// <param name="File">The path of the file.</param>
/// <param name="Line">The number of the line, starting with 1.</param>
/// <param name="Description">A sentence that describes the problem.</param>
public sealed record LedgerProblem(string File, long Line, string Description)
{
    /// <inheritdoc/>
    public override string ToString() => $"{File}({Line}): {Description}";
}
