namespace SlsSyslog;

/// <summary>Represents the connections of a route to one server at a point in time.</summary>
public sealed record DestinationStatus
{
    /// <summary>Gets the address as <c>host:port</c>.</summary>
    public required string Address { get; init; }

    /// <summary>Gets the scheme of the server, such as <c>tls</c>.</summary>
    public required string Scheme { get; init; }

    /// <summary>Gets the number of open connections.</summary>
    public int Connections { get; init; }

    /// <summary>Gets the number of connections that were opened.</summary>
    public long Connects { get; init; }

    /// <summary>Gets the number of connections that broke. A connection that was closed by both sides is not counted.</summary>
    public long Breaks { get; init; }

    /// <summary>Gets the number of bytes that were sent and are not settled yet.</summary>
    public long UnsettledBytes { get; init; }

    /// <summary>
    /// Gets the end of the certificates of the last TLS connection, which is the earlier one of those of the server and the client, or
    /// <see langword="null"/> without TLS or before the first connection.
    /// </summary>
    public DateTimeOffset? CertificateExpiresAt { get; init; }

    /// <summary>Gets the last error of a connection to the server, or <see langword="null"/> if there was none.</summary>
    public StatusError? LastError { get; init; }
}
