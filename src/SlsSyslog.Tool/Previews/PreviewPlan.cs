using SlsSyslog.ConsumerGroups;

namespace SlsSyslog.Tool;

/// <summary>Previews records for every destination of the routes in the settings.</summary>
/// <param name="options">The settings, which are valid.</param>
/// <param name="credentials">The credentials; null when the records come from a file.</param>
/// <param name="timeProvider">The clock.</param>
internal sealed class PreviewPlan(SlsSyslogOptions options, ISlsCredentialProvider? credentials, TimeProvider timeProvider)
{
    /// <summary>Gets or sets the name of the only route to preview; null for all of them.</summary>
    public string? Route { get; init; }

    /// <summary>Gets or sets the number of records of each route.</summary>
    public int Count { get; init; } = 5;

    /// <summary>Gets or sets where reading begins; null for recent records.</summary>
    public ShardPosition? From { get; init; }

    /// <summary>Gets or sets the file with the records, in place of SLS; null for SLS.</summary>
    public string? File { get; init; }

    /// <summary>Previews the records.</summary>
    /// <param name="show">Receives each preview, with the number of the record from 1.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The number of records that were found.</returns>
    /// <exception cref="ArgumentException">The settings do not have a route of this name.</exception>
    /// <exception cref="SlsException">The records cannot be read.</exception>
    public async Task<int> RunAsync(Action<RecordPreview, int> show, CancellationToken cancellationToken)
    {
        int found = 0;
        foreach ((string name, RouteOptions route) in FindRoutes())
        {
            IReadOnlyList<RecordSnapshot> records = File is { } file
                ? await RecordFile.ReadAsync(file, Count, cancellationToken).ConfigureAwait(false)
                : await new SourceSampler(route.Source, credentials!, timeProvider).ReadAsync(From, Count, cancellationToken).ConfigureAwait(false);
            found += records.Count;
            foreach ((string branch, RouteDestinationOptions? destination) in FindDestinations(name, route))
            {
                Show(records, branch, route, destination, show);
            }
        }

        return found;
    }

    private static IEnumerable<(string Name, RouteDestinationOptions? Destination)> FindDestinations(string name, RouteOptions route) =>
        route.Destinations.Count == 0
            ? [(name, null)]
            : route.Destinations.Select(destination => ($"{name}/{destination.Key}", (RouteDestinationOptions?)destination.Value));

    private static void Show(
        IReadOnlyList<RecordSnapshot> records, string name, RouteOptions route, RouteDestinationOptions? destination, Action<RecordPreview, int> show)
    {
        using RecordPreviewer previewer = new(name, route, destination);
        for (int i = 0; i < records.Count; i++)
        {
            show(previewer.Preview(records[i]), i + 1);
        }
    }

    private List<KeyValuePair<string, RouteOptions>> FindRoutes()
    {
        List<KeyValuePair<string, RouteOptions>> all = [.. options.AllRoutes()];
        List<KeyValuePair<string, RouteOptions>> selected = Route is { } name ? all.FindAll(route => route.Key == name) : all;
        return selected.Count > 0
            ? selected
            : throw new ArgumentException(
                $"The settings do not have the route '{Route}'. Specify one of {string.Join(", ", all.Select(route => route.Key))}.");
    }
}
