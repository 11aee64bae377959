namespace SlsSyslog;

/// <summary>
/// Represents a route. It is registered as a keyed singleton with the name of the route as the key:
/// <c>GetRequiredKeyedService&lt;ISlsSyslogRoute&gt;("audit")</c>.
/// </summary>
public interface ISlsSyslogRoute
{
    /// <summary>Gets the name of the route.</summary>
    string Name { get; }

    /// <summary>Gets the status of the route: one for each of its destinations.</summary>
    /// <returns>Immutable snapshots. A route that was removed from the configuration keeps its last status.</returns>
    IReadOnlyList<RouteStatus> GetStatus();
}
