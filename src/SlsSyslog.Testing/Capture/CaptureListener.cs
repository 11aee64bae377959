using System.Net;
using System.Net.Sockets;

namespace SlsSyslog.Testing;

/// <summary>Accepts connections on one loopback port, can stop and go on, and knows the connections that are open.</summary>
internal sealed class CaptureListener : IAsyncDisposable
{
    private const int Backlog = 512;
    private readonly SyslogCaptureOptions _options;
    private readonly CaptureLog _log;
    private readonly ReadingPace _pace;
    private readonly Lock _gate = new();
    private readonly Dictionary<CaptureConnection, Task> _connections = [];
    private readonly CancellationTokenSource _disposed = new();
    private Socket _socket;
    private Task _accepting = Task.CompletedTask;
    private bool _isListening;

    public CaptureListener(SyslogCaptureOptions options, CaptureLog log, ReadingPace pace)
    {
        _options = options;
        _log = log;
        _pace = pace;
        EndPoint = new IPEndPoint(IPAddress.Loopback, options.Port);
        _socket = Bind();
        EndPoint = (IPEndPoint)_socket.LocalEndPoint!;
    }

    public IPEndPoint EndPoint { get; }

    public void Start()
    {
        lock (_gate)
        {
            if (_isListening || _disposed.IsCancellationRequested)
            {
                return;
            }

            _socket.Listen(Backlog);
            _isListening = true;
            _accepting = AcceptAsync(_socket);
        }
    }

    public void Refuse()
    {
        lock (_gate)
        {
            if (!_isListening)
            {
                return;
            }

            _isListening = false;
            _socket.Dispose();

            // bound but not listening: the port stays ours and every attempt to connect is refused
            _socket = Bind();
        }
    }

    public void ForEachConnection(Action<CaptureConnection> action)
    {
        CaptureConnection[] open;
        lock (_gate)
        {
            open = [.. _connections.Keys];
        }

        foreach (var connection in open)
        {
            action(connection);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _disposed.CancelAsync().ConfigureAwait(false);
        Task[] running;
        lock (_gate)
        {
            _socket.Dispose();
            running = [.. _connections.Values, _accepting];
        }

        ForEachConnection(connection => connection.Close());
        await Task.WhenAll(running).ConfigureAwait(false);
        _disposed.Dispose();
    }

    private Socket Bind()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        if (_options.ReceiveBufferBytes is { } size)
        {
            socket.ReceiveBufferSize = size;
        }

        socket.Bind(EndPoint);
        return socket;
    }

    private async Task AcceptAsync(Socket listener)
    {
        while (true)
        {
            Socket accepted;
            try
            {
                accepted = await listener.AcceptAsync(_disposed.Token).ConfigureAwait(false);
            }
            catch (Exception ex) when (ex is OperationCanceledException or ObjectDisposedException or SocketException)
            {
                // told to refuse, or at the end
                return;
            }

            Add(new CaptureConnection(accepted, _log.AddConnection(), _options, _log, _pace));
        }
    }

    private void Add(CaptureConnection connection)
    {
        lock (_gate)
        {
            _connections.Add(connection, Task.Run(() => ServeAsync(connection)));
        }
    }

    private async Task ServeAsync(CaptureConnection connection)
    {
        var end = await connection.RunAsync(_disposed.Token).ConfigureAwait(false);
        lock (_gate)
        {
            _connections.Remove(connection);
        }

        _log.EndConnection(end);
    }
}
