namespace SlsSyslog;

/// <summary>Specifies what a route currently does.</summary>
public enum RouteState
{
    /// <summary>The route is being created, or its consumer is not registered with its consumer group yet.</summary>
    Starting,

    /// <summary>The route reads and sends.</summary>
    Running,

    /// <summary>The host stops. The route sends and confirms what it has read.</summary>
    Draining,

    /// <summary>The route has ended without an error.</summary>
    Stopped,

    /// <summary>The route has ended because of an error: see <see cref="RouteStatus.LastError"/>.</summary>
    Failed,
}
