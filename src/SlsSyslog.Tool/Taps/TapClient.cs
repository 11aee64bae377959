using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace SlsSyslog.Tool;

/// <summary>Reads the messages of a running forwarder over its local socket.</summary>
/// <param name="path">The path of the socket.</param>
internal sealed class TapClient(string path)
{
    /// <summary>Opens the tap and reads its lines until it is canceled or the forwarder ends.</summary>
    /// <param name="query">What to show.</param>
    /// <param name="cancellationToken">Ends the tap.</param>
    /// <exception cref="TapException">The tap cannot be opened.</exception>
    public async IAsyncEnumerable<TapLine> ReadAsync(TapQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using Socket socket = await ConnectAsync(cancellationToken).ConfigureAwait(false);
        NetworkStream stream = new(socket);
        await using (stream.ConfigureAwait(false))
        {
            byte[] request = JsonSerializer.SerializeToUtf8Bytes(query, TapJson.Default.TapQuery);
            await stream.WriteAsync((byte[])[.. request, (byte)'\n'], cancellationToken).ConfigureAwait(false);
            using StreamReader reader = new(stream, Encoding.UTF8);
            while (await ReadLineAsync(reader, cancellationToken).ConfigureAwait(false) is { } line)
            {
                TapLine read = JsonSerializer.Deserialize(line, TapJson.Default.TapLine) ?? new TapLine();
                yield return read.Error is { } error ? throw new TapException(error, ExitCodeOf(read)) : read;
            }
        }
    }

    // The error of a route that does not exist comes with the routes.
    private static ToolExitCode ExitCodeOf(TapLine error) => error.Routes is null ? ToolExitCode.CheckFailed : ToolExitCode.InvalidUsage;

    private static UnixDomainSocketEndPoint CreateEndPoint(string path)
    {
        try
        {
            return new UnixDomainSocketEndPoint(path);
        }
        catch (ArgumentException exception)
        {
            throw new TapException(
                "The path of the socket is too long: the system allows about 100 bytes. Specify the socket of the forwarder, "
                    + "SlsSyslog:Tap:Socket, or a relative path to it.",
                ToolExitCode.InvalidUsage,
                exception);
        }
    }

    // A forwarder that ends can reset the connection.
    private static async Task<string?> ReadLineAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private async Task<Socket> ConnectAsync(CancellationToken cancellationToken)
    {
        UnixDomainSocketEndPoint endPoint = CreateEndPoint(path);
        Socket? socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(endPoint, cancellationToken).ConfigureAwait(false);
            Socket connected = socket;
            socket = null;
            return connected;
        }
        catch (SocketException exception)
        {
            throw new TapException(
                exception.SocketErrorCode == SocketError.AccessDenied
                    ? $"The socket {path} belongs to another user. Run the command as the user of the forwarder."
                    : $"No forwarder listens on {path}. Start one with SlsSyslog:Tap:Socket set to this path.",
                innerException: exception);
        }
        finally
        {
            socket?.Dispose();
        }
    }
}
