namespace SlsSyslog;

/// <summary>Represents everything that is known about a route at one moment. The status and all instruments are read from it.</summary>
internal sealed record RouteSample(
    string Name, RouteState State, IReadOnlyList<ShardSample> Shards, SourceStatus? Source, IReadOnlyList<ServerStatus> Servers)
{
    /// <summary>Gets how long frames have waited because of the limits of the rate.</summary>
    public TimeSpan SendThrottledTime { get; init; }
}
