using System.Net.Sockets;
using System.Security.Authentication;

namespace SlsSyslog.Transports;

/// <summary>Provides the types of errors of connections, which are few and do not change. They are values of <c>error.type</c>.</summary>
public static class TransportErrorType
{
    /// <summary>The server refused the connection or the datagram.</summary>
    public const string Refused = "connection_refused";

    /// <summary>The server reset the connection.</summary>
    public const string Reset = "connection_reset";

    /// <summary>The server closed the connection without a request of the transport.</summary>
    public const string Closed = "connection_closed";

    /// <summary>The server did not answer the close of the transport, or closed before it had read everything.</summary>
    public const string CloseUnanswered = "close_unanswered";

    /// <summary>The server did not respond, acknowledge or read in time.</summary>
    public const string Timeout = "timeout";

    /// <summary>The name of the server cannot be resolved.</summary>
    public const string NameNotResolved = "name_not_resolved";

    /// <summary>The network has no route to the server.</summary>
    public const string Unreachable = "host_unreachable";

    /// <summary>The TLS handshake failed or a certificate is not valid.</summary>
    public const string Tls = "tls_error";

    /// <summary>The server does not follow the protocol, or rejected a message.</summary>
    public const string Protocol = "protocol_error";

    /// <summary>Another error.</summary>
    public const string Other = "_OTHER";

    internal static string Of(Exception? exception) => exception switch
    {
        SyslogTransportException transport => transport.ErrorType,
        SocketException socket => Of(socket.SocketErrorCode),
        IOException { InnerException: SocketException socket } => Of(socket.SocketErrorCode),
        AuthenticationException => Tls,
        OperationCanceledException or TimeoutException => Timeout,
        IOException => Protocol,
        _ => Other,
    };

    private static string Of(SocketError error) => error switch
    {
        SocketError.ConnectionRefused => Refused,
        SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown => Reset,
        SocketError.TimedOut => Timeout,
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => NameNotResolved,
        SocketError.HostUnreachable or SocketError.NetworkUnreachable => Unreachable,
        _ => Other,
    };
}
