namespace SlsSyslog;

/// <summary>Describes an instrument. The table in <c>docs/observability.md</c> is made from these descriptions.</summary>
/// <param name="Name">The name.</param>
/// <param name="Unit">The unit by UCUM.</param>
/// <param name="Meaning">What it measures, which is also its description.</param>
/// <param name="Normal">Which values are normal.</param>
/// <param name="Action">What to do about others.</param>
internal sealed record MetricDefinition(string Name, string Unit, string Meaning, string Normal, string Action)
{
    /// <summary>What to do about a metric that only informs.</summary>
    public const string NoAction = "Nothing.";

    /// <summary>Gets the kind of the instrument: counter, gauge or histogram.</summary>
    public string Kind { get; init; } = "";

    public IReadOnlyList<string> Tags { get; init; } = [];
}
