namespace SlsSyslog.Transports;

/// <summary>Represents the connections of a transport to one server at a point in time.</summary>
/// <param name="Server">The server.</param>
public sealed record ServerStatus(SyslogServer Server)
{
    /// <summary>Gets the number of open connections.</summary>
    public int Connections { get; init; }

    /// <summary>Gets the number of connections that were opened.</summary>
    public long Connects { get; init; }

    /// <summary>Gets the number of failed attempts to connect, by the type of the error: see <see cref="TransportErrorType"/>.</summary>
    public IReadOnlyDictionary<string, long> FailedConnects { get; init; } = new Dictionary<string, long>();

    /// <summary>Gets the number of broken, not cleanly closed connections by the type of the error: see <see cref="TransportErrorType"/>.</summary>
    public IReadOnlyDictionary<string, long> Breaks { get; init; } = new Dictionary<string, long>();

    /// <summary>Gets the number of bytes that the operating system accepted, with frames and without TLS.</summary>
    public long SentBytes { get; init; }

    /// <summary>Gets the number of bytes that were sent and are not settled yet.</summary>
    public long UnsettledBytes { get; init; }

    /// <summary>
    /// Gets the end of the certificates of the last TLS connection, the earlier one of those of the server and the client, or
    /// <see langword="null"/> without TLS or before the first connection.
    /// </summary>
    public DateTimeOffset? CertificateExpiresAt { get; init; }

    /// <summary>Gets the certificate of the server on the last TLS connection; <see langword="null"/> without TLS or before the first one.</summary>
    public PeerCertificate? PeerCertificate { get; init; }

    /// <summary>Gets the time of the last error, or <see langword="null"/> if there was none.</summary>
    public DateTimeOffset? LastErrorAt { get; init; }

    /// <summary>Gets the last error, without control characters, or <see langword="null"/> if there was none.</summary>
    public string? LastError { get; init; }
}
