namespace SlsSyslog.Transports;

/// <summary>Where a connection is in its life; it ends closed by both sides, or broken.</summary>
internal enum ConnectionState
{
    Open,
    Draining,
    Closed,
    Broken,
}
