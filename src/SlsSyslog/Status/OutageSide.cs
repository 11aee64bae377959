namespace SlsSyslog;

/// <summary>Specifies which peer of a route an outage affected.</summary>
public enum OutageSide
{
    /// <summary>Requests to SLS failed.</summary>
    Source,

    /// <summary>The server confirmed nothing while records waited.</summary>
    Destination,
}
