using System.Net;
using System.Net.Sockets;

namespace SlsSyslog.Testing;

/// <summary>Accepts connections on one loopback port. It can stop and resume, and tracks the open connections.</summary>
internal sealed class StreamListener : ICaptureListener
{
    private const int Backlog = 512;
    private static readonly TimeSpan LongestClose = TimeSpan.FromSeconds(5);
    private readonly CaptureContext _context;
    private readonly Lock _lock = new();
    private readonly Dictionary<CaptureConnection, Task> _connections = [];
    private readonly CancellationTokenSource _disposed = new();
    private Socket _socket;
    private Task _accepting = Task.CompletedTask;
    private bool _isListening;
    private bool _hasVanished;

    public StreamListener(CaptureContext context)
    {
        _context = context;
        EndPoint = new IPEndPoint(IPAddress.Loopback, context.Options.Port);
        _socket = Bind();
        EndPoint = (IPEndPoint)_socket.LocalEndPoint!;
    }

    public IPEndPoint EndPoint { get; }

    public void Start()
    {
        lock (_lock)
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
        lock (_lock)
        {
            if (!_isListening)
            {
                return;
            }

            _isListening = false;
            _socket.Dispose();

            // Bound but not listening: the port stays reserved and every connection attempt is refused.
            _socket = BindAgain();
        }
    }

    public void Vanish()
    {
        lock (_lock)
        {
            _hasVanished = true;
            PacketFilter.DropAll(_socket);
            foreach (CaptureConnection connection in _connections.Keys)
            {
                connection.Vanish();
            }
        }
    }

    public void Reappear()
    {
        lock (_lock)
        {
            _hasVanished = false;
            PacketFilter.PassAll(_socket);
        }

        // Their senders have abandoned them; the FIN was dropped too.
        ForEachConnection(connection => connection.Reset());
    }

    public void ForEachConnection(Action<CaptureConnection> action)
    {
        CaptureConnection[] open;
        lock (_lock)
        {
            open = [.. _connections.Keys];
        }

        foreach (CaptureConnection connection in open)
        {
            action(connection);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _disposed.CancelAsync().ConfigureAwait(false);
        Task[] running;
        lock (_lock)
        {
            _socket.Dispose();
            running = [.. _connections.Values, _accepting];
        }

        ForEachConnection(connection => connection.Close());
        await Task.WhenAll(running).ConfigureAwait(false);
        _disposed.Dispose();
    }

    // The system closes the last socket when its pending accept has ended, which can be a moment later.
    private Socket BindAgain()
    {
        Socket? socket = null;
        SpinWait.SpinUntil(() => TryBind(out socket), LongestClose);
        return socket ?? Bind();
    }

    private bool TryBind(out Socket? socket)
    {
        try
        {
            socket = Bind();
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            socket = null;
        }

        return socket is not null;
    }

    private Socket Bind()
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        if (_context.Options.ReceiveBufferBytes is { } size)
        {
            socket.ReceiveBufferSize = size;
        }

        try
        {
            socket.Bind(EndPoint);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
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
            catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException or SocketException)
            {
                // refusing or disposed
                return;
            }

            Add(accepted);
        }
    }

    private void Add(Socket accepted)
    {
        // Counted under the lock: a test that waits for the count and then resets every connection must find this one.
        lock (_lock)
        {
            CaptureConnection connection = new(accepted, _context.Log.AddConnection(), _context);
            if (_hasVanished)
            {
                connection.Vanish();
            }

            _connections.Add(connection, Task.Run(() => ServeAsync(connection)));
        }
    }

    private async Task ServeAsync(CaptureConnection connection)
    {
        ConnectionEnd end = await connection.RunAsync(_disposed.Token).ConfigureAwait(false);
        lock (_lock)
        {
            _connections.Remove(connection);
        }

        _context.Log.EndConnection(end);
    }
}
