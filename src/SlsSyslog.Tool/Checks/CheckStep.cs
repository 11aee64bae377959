namespace SlsSyslog.Tool;

/// <summary>Represents one check: it has a time limit, and one or more findings.</summary>
/// <param name="Name">The name, which is that of the result when the check is skipped or fails as a whole.</param>
/// <param name="RunAsync">Runs the check and returns its findings, each with its name.</param>
internal sealed record CheckStep(string Name, Func<CancellationToken, Task<IReadOnlyList<(string Name, CheckFinding Finding)>>> RunAsync)
{
    /// <summary>Creates a check with one finding.</summary>
    public static CheckStep Of(string name, Func<CancellationToken, Task<CheckFinding>> runAsync) =>
        new(name, async token => [(name, await runAsync(token).ConfigureAwait(false))]);
}
