namespace SlsSyslog.Transports;

/// <summary>Specifies how a lane resolves the name of the server in use again.</summary>
/// <param name="Interval">The time between two resolutions.</param>
/// <param name="Resolver">Finds the addresses of the name.</param>
/// <param name="Logger">Logs the addresses that are no longer used.</param>
internal sealed record RefreshPlan(TimeSpan Interval, AddressResolver Resolver, ILogger Logger);
