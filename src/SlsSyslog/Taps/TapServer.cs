using System.Net.Sockets;
using Microsoft.Extensions.Hosting;

namespace SlsSyslog;

/// <summary>Listens on the local socket of the tap while the host runs. An error of the tap never stops the host.</summary>
internal sealed partial class TapServer(
    IOptions<SlsSyslogOptions> options, TapHub hub, ISlsSyslogStatus status, TimeProvider timeProvider, ILoggerFactory loggerFactory)
    : IHostedService, IDisposable
{
    private const int Backlog = 4;

    private readonly ILogger _logger = loggerFactory.CreateLogger<TapServer>();
    private readonly CancellationTokenSource _stopping = new();
    private readonly List<Task> _sessions = [];
    private Socket? _listener;
    private Task _accepting = Task.CompletedTask;
    private string _path = "";

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _path = options.Value.Tap.Socket;
        if (_path.Length == 0)
        {
            return Task.CompletedTask;
        }

        try
        {
            _listener = Listen(_path);
            _accepting = AcceptAsync(_listener);
            LogListening(_logger, _path);
        }
        catch (Exception exception) when (exception is SocketException or IOException or UnauthorizedAccessException)
        {
            LogUnavailable(_logger, _path, PlainText.Clean(exception.Message));
        }

        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_listener is null)
        {
            return;
        }

        await _stopping.CancelAsync().ConfigureAwait(false);
        _listener.Dispose();
        File.Delete(_path);
        await _accepting.ConfigureAwait(false);
        await Task.WhenAll(_sessions).ConfigureAwait(false);
    }

    public void Dispose()
    {
        _listener?.Dispose();
        _stopping.Dispose();
    }

    private static Socket Listen(string path)
    {
        RemoveLeftover(path);
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { Length: > 0 } folder && !Directory.Exists(folder))
        {
            StateFolder.Create(folder);
        }

        Socket? socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            // Nobody can connect before the socket listens, and then only the owner can.
            socket.Bind(new UnixDomainSocketEndPoint(path));
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, StateFolder.OwnerOnly);
            }

            socket.Listen(Backlog);
            Socket listening = socket;
            socket = null;
            return listening;
        }
        finally
        {
            socket?.Dispose();
        }
    }

    // A process that was killed leaves its socket, to which nobody can connect. A file or the socket of a process that runs is not touched.
    private static void RemoveLeftover(string path)
    {
        if (!Path.Exists(path))
        {
            return;
        }

        using Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(path));
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.ConnectionRefused && new FileInfo(path).Length == 0)
        {
            File.Delete(path);
            return;
        }

        throw new IOException("Another process listens on the socket.");
    }

    private async Task ServeAsync(Socket socket)
    {
        using TapSession session = new(socket, hub, status, timeProvider, _logger);
        await session.RunAsync(_stopping.Token).ConfigureAwait(false);
    }

    private async Task AcceptAsync(Socket listener)
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                Socket socket = await listener.AcceptAsync(_stopping.Token).ConfigureAwait(false);
                _sessions.RemoveAll(session => session.IsCompleted);
                _sessions.Add(ServeAsync(socket));
            }
            catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException exception)
            {
                LogUnavailable(_logger, _path, PlainText.Clean(exception.Message));
                return;
            }
        }
    }
}
