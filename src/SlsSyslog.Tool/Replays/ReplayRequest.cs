using SlsSyslog.ConsumerGroups;

namespace SlsSyslog.Tool;

/// <summary>Describes what is replayed, and where to.</summary>
internal sealed record ReplayRequest
{
    public required ToolRoute Route { get; init; }

    /// <summary>Gets the only destination that receives the replay; null for all destinations of the route.</summary>
    public string? Destination { get; init; }

    /// <summary>Gets the range of time of receipt by SLS.</summary>
    public VerifyRange? Range { get; init; }

    /// <summary>Gets the ranges of cursors.</summary>
    public IReadOnlyList<CursorRange> Ranges { get; init; } = [];

    /// <summary>Gets the path of the dead letters.</summary>
    public string? DeadLetters { get; init; }

    /// <summary>Gets the route whose dead letters are replayed; null for all.</summary>
    public string? DeadLettersOf { get; init; }

    /// <summary>Gets the limit of the records per second.</summary>
    public int? Rate { get; init; }

    /// <summary>Gets whether records get a field that marks them.</summary>
    public bool IsMarked { get; init; }

    /// <summary>Gets the command that continues the replay.</summary>
    public required string Command { get; init; }

    public string RouteName => ReplayNames.RouteOf(Route.Name);

    /// <summary>Gets the consumer group that keeps the progress.</summary>
    public string Group => ReplayNames.GroupOf(
    [
        Route.Options.Source.Endpoint, Route.Options.Source.Project, Route.Options.Source.Logstore, Route.Name, Destination ?? "",
        .. Servers, .. Range is { } range ? [$"{range.From.ToUnixTimeSeconds()} {range.To.ToUnixTimeSeconds()}"] : Array.Empty<string>(),
        .. Ranges.Select(part => part.ToString()),
    ]);

    private IEnumerable<string> Servers => Route.Options.Destinations.Values.Select(one => one.Destination).Prepend(Route.Options.Destination)
        .SelectMany(one => one.Transport?.Servers ?? []).Select(server => server.ToString());
}
