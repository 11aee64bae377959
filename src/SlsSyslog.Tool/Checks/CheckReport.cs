namespace SlsSyslog.Tool;

/// <summary>Represents the results of all checks.</summary>
/// <param name="Results">The results.</param>
/// <param name="Duration">How long the checks took.</param>
internal sealed record CheckReport(IReadOnlyList<CheckResult> Results, TimeSpan Duration)
{
    /// <summary>Gets the worst result; something that was not checked is not an error.</summary>
    public CheckState State => Results.Max(result => result.State) is var worst && worst == CheckState.Skipped ? CheckState.Passed : worst;

    public int CountOf(CheckState state) => Results.Count(result => result.State == state);

    /// <summary>Determines whether the checks count as failed.</summary>
    /// <param name="isStrict">Whether a warning counts as well.</param>
    public bool HasFailed(bool isStrict) => State == CheckState.Failed || (isStrict && State == CheckState.Warning);
}
