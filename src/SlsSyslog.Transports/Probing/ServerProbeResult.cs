using System.Net;

namespace SlsSyslog.Transports;

/// <summary>Describes a connection to one address of a server, which was closed without a message.</summary>
public sealed class ServerProbeResult
{
    /// <summary>Gets the address.</summary>
    public required IPAddress Address { get; init; }

    /// <summary>Gets why the connection cannot be used, or <see langword="null"/> if it can.</summary>
    public string? Error { get; init; }

    /// <summary>Gets the type of the error, one of <see cref="TransportErrorType"/>, or <see langword="null"/> if there is none.</summary>
    public string? ErrorType { get; init; }

    /// <summary>Gets the time until the connection was ready, or the error occurred.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>
    /// Gets the certificate of the server and its issuers as far as they are known, also when they are not accepted; empty without TLS.
    /// </summary>
    public IReadOnlyList<ServerCertificate> Certificates { get; init; } = [];

    /// <summary>Gets the version of TLS and the cipher suite, or <see langword="null"/> without TLS or before the end of the handshake.</summary>
    public string? Protection { get; init; }

    /// <summary>Gets what the server sent before it received a message: for RELP, its answer to the open command; otherwise usually empty.</summary>
    public string Greeting { get; init; } = "";
}
