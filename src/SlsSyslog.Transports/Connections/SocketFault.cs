using System.Net.Sockets;
using System.Security.Authentication;

namespace SlsSyslog.Transports;

/// <summary>Says in words what the operating system says in codes.</summary>
internal static class SocketFault
{
    public const string ClosedByServer = "the server closed the connection";

    // OpenSSL: "error:0A00045C:SSL routines::tlsv13 alert certificate required".
    private const string TlsAlert = " alert ";

    /// <summary>Whether an exception out of a socket or a stream over one tells of the connection and not of a mistake here.</summary>
    public static bool IsConnectionFault(Exception exception) =>
        exception is SocketException or IOException or ObjectDisposedException or AuthenticationException;

    public static string Describe(Exception exception) => exception switch
    {
        SocketException socket => Describe(socket),
        IOException { InnerException: SocketException socket } => Describe(socket),
        _ => DescribeInnermost(exception),
    };

    private static string DescribeInnermost(Exception exception)
    {
        string message = exception.GetBaseException().Message.TrimEnd('.');
        int alert = message.IndexOf(TlsAlert, StringComparison.Ordinal);
        return alert < 0 ? message : $"the server refuses us in TLS: {message[(alert + TlsAlert.Length)..]}";
    }

    private static string Describe(SocketException exception) => exception.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => "the server refused the connection",
        SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown => "the server reset the connection",
        SocketError.TimedOut => "the server stopped answering",
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => "the name does not resolve",
        SocketError.HostUnreachable or SocketError.NetworkUnreachable => "there is no route to the server",
        _ => $"{exception.Message} ({exception.SocketErrorCode})",
    };
}
