namespace SlsSyslog;

/// <summary>Provides the status of one route.</summary>
internal sealed class SlsSyslogRoute : ISlsSyslogRoute
{
    private readonly StatusRegistry _status;
    private readonly IOptionsMonitor<SlsSyslogOptions> _options;

    /// <exception cref="InvalidOperationException">The route does not exist.</exception>
    public SlsSyslogRoute(object? key, StatusRegistry status, IOptionsMonitor<SlsSyslogOptions> options)
    {
        (Name, _status, _options) = (key as string ?? "", status, options);
        string[] names = [.. options.CurrentValue.AllRoutes().Select(route => route.Key)];
        if (!names.Contains(Name, StringComparer.Ordinal))
        {
            throw new InvalidOperationException($"The route '{key}' does not exist. Specify one of {string.Join(", ", names)}.");
        }
    }

    public string Name { get; }

    public IReadOnlyList<RouteStatus> GetStatus()
    {
        RouteOptions? route = _options.CurrentValue.AllRoutes().FirstOrDefault(route => route.Key == Name).Value;
        string[] current = [.. route?.FindBranches(Name).Select(branch => branch.Name) ?? []];
        IEnumerable<RouteMonitor> known = current.Length > 0
            ? current.Select(_status.GetOrAdd)
            : _status.Routes.Where(monitor => monitor.Name == Name || monitor.Name.StartsWith($"{Name}/", StringComparison.Ordinal));
        return [.. known.Select(monitor => monitor.GetStatus())];
    }
}
