namespace SlsSyslog;

/// <summary>Provides the options of each route by its name.</summary>
internal sealed class RouteOptionsMonitor(IOptionsMonitor<SlsSyslogOptions> options) : IOptionsMonitor<RouteOptions>
{
    public RouteOptions CurrentValue => Get(name: null);

    /// <exception cref="InvalidOperationException">The route does not exist.</exception>
    public RouteOptions Get(string? name)
    {
        string route = string.IsNullOrEmpty(name) ? SlsSyslogOptions.DefaultRouteName : name;
        Dictionary<string, RouteOptions> routes = FindRoutes(options.CurrentValue);
        return routes.TryGetValue(route, out RouteOptions? found)
            ? found
            : throw new InvalidOperationException($"The route '{route}' does not exist. Specify one of {string.Join(", ", routes.Keys)}.");
    }

    /// <summary>Calls the listener for each route that is added or changed.</summary>
    public IDisposable? OnChange(Action<RouteOptions, string?> listener)
    {
        Dictionary<string, RouteOptions> known = FindRoutes(options.CurrentValue);
        return options.OnChange(changed =>
        {
            Dictionary<string, RouteOptions> before = known;
            known = FindRoutes(changed);
            foreach ((string name, RouteOptions route) in known)
            {
                if (!before.TryGetValue(name, out RouteOptions? previous) || previous.Signature != route.Signature)
                {
                    listener(route, name);
                }
            }
        });
    }

    private static Dictionary<string, RouteOptions> FindRoutes(SlsSyslogOptions options) => new(options.AllRoutes(), StringComparer.Ordinal);
}
