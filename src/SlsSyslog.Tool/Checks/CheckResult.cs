namespace SlsSyslog.Tool;

/// <summary>Represents the result of one check.</summary>
/// <param name="Route">The name of the route; empty for what all routes share.</param>
/// <param name="Name">The name of the check.</param>
/// <param name="State">The result.</param>
/// <param name="Detail">What was found, or why the check failed.</param>
/// <param name="Action">What to do; null when there is nothing to do.</param>
/// <param name="Seconds">How long it took.</param>
internal sealed record CheckResult(string Route, string Name, CheckState State, string Detail, string? Action, double Seconds)
{
    /// <summary>Returns the result, and for an error a warning with more about what to do.</summary>
    public CheckResult AsWarning(string action) =>
        State == CheckState.Failed ? this with { State = CheckState.Warning, Action = $"{action} {Action}".TrimEnd() } : this;
}
