namespace SlsSyslog.EndToEnd;

/// <summary>Specifies what is forwarded and how. The settings that it does not name are the defaults of the library.</summary>
internal sealed record Scenario
{
    public required string Name { get; init; }

    public DataShape Data { get; init; } = new(DataKind.Audit, 868, 12, 1000);

    public int Shards { get; init; } = 4;

    /// <summary>Gets the megabytes of raw log of a run.</summary>
    public int Megabytes { get; init; } = 2000;

    /// <summary>Gets the scheme of the server.</summary>
    public string Transport { get; init; } = "tcp";

    /// <summary>Gets a value that indicates whether the measured process reads its metrics and its status once a second.</summary>
    public bool ReadsMetrics { get; init; } = true;

    /// <summary>Gets the further settings of the default route, such as <c>Message:Body=Json</c>.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];

    /// <summary>Gets the programs that are measured in turns.</summary>
    public IReadOnlyList<string> Programs { get; init; } = ["native", "limit"];
}
