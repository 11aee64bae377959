using System.Net.Sockets;
using System.Security.Authentication;

namespace SlsSyslog.Transports;

/// <summary>Describes the errors of sockets and streams in words.</summary>
internal static class SocketErrors
{
    public const string ClosedByServer = "the server closed the connection";

    public const string ClosedByServerFirst = "the server had closed its side of the connection before everything was sent";

    // OpenSSL: "error:0A00045C:SSL routines::tlsv13 alert certificate required".
    private const string TlsAlert = " alert ";

    /// <summary>Returns whether an exception of a socket or of a stream on it is about the connection, and not a programming error.</summary>
    public static bool IsConnectionError(Exception exception) =>
        exception is SocketException or IOException or ObjectDisposedException or AuthenticationException;

    public static string Describe(Exception exception) => exception switch
    {
        SocketException socket => Describe(socket),
        IOException { InnerException: SocketException socket } => Describe(socket),
        _ => DescribeInnermost(exception),
    };

    private static string DescribeInnermost(Exception exception)
    {
        string message = PlainText.Clean(exception.GetBaseException().Message).TrimEnd('.');
        int alert = message.IndexOf(TlsAlert, StringComparison.Ordinal);
        return alert < 0 ? message : $"the server rejected the TLS handshake: {message[(alert + TlsAlert.Length)..]}";
    }

    private static string Describe(SocketException exception) => exception.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => "the server refused the connection",
        SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown => "the server reset the connection",
        SocketError.TimedOut => "the server does not respond",
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => "the name cannot be resolved",
        SocketError.HostUnreachable or SocketError.NetworkUnreachable => "the network has no route to the server",
        _ => $"{exception.Message} ({exception.SocketErrorCode})",
    };
}
