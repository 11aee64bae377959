using System.Net;
using System.Net.Sockets;

namespace SlsSyslog.Testing;

/// <summary>Takes datagrams on one loopback port; each sender's address counts as a connection.</summary>
internal sealed class DatagramListener : ICaptureListener
{
    private const int MaxDatagram = 65535;
    private readonly CaptureContext _context;
    private readonly Lock _gate = new();
    private readonly Dictionary<SocketAddress, int> _senders = [];
    private readonly CancellationTokenSource _disposed = new();
    private Socket? _socket;
    private Task _receiving = Task.CompletedTask;

    public DatagramListener(CaptureContext context)
    {
        _context = context;
        EndPoint = new IPEndPoint(IPAddress.Loopback, context.Options.Port);
    }

    public IPEndPoint EndPoint { get; private set; }

    public void Start()
    {
        lock (_gate)
        {
            if (_socket is not null || _disposed.IsCancellationRequested)
            {
                return;
            }

            Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            socket.ReceiveBufferSize = _context.Options.ReceiveBufferBytes ?? socket.ReceiveBufferSize;
            socket.Bind(EndPoint);
            EndPoint = (IPEndPoint)socket.LocalEndPoint!;
            _socket = socket;
            _receiving = ReceiveAsync(socket);
        }
    }

    public void Refuse()
    {
        lock (_gate)
        {
            _socket?.Dispose();
            _socket = null;
        }
    }

    public void Vanish()
    {
        lock (_gate)
        {
            if (_socket is not null)
            {
                PacketFilter.DropAll(_socket);
            }
        }
    }

    public void Reappear()
    {
        lock (_gate)
        {
            if (_socket is not null)
            {
                PacketFilter.PassAll(_socket);
            }
        }
    }

    public void ForEachConnection(Action<CaptureConnection> action)
    {
        // datagrams have no connections to end
    }

    public async ValueTask DisposeAsync()
    {
        await _disposed.CancelAsync().ConfigureAwait(false);
        Refuse();
        await _receiving.ConfigureAwait(false);
        _disposed.Dispose();
    }

    private async Task ReceiveAsync(Socket socket)
    {
        byte[] buffer = new byte[MaxDatagram];
        SocketAddress sender = new(AddressFamily.InterNetwork);
        while (true)
        {
            try
            {
                await _context.Pace.WaitToReadAsync(buffer.Length, _disposed.Token).ConfigureAwait(false);
                int read = await socket.ReceiveFromAsync(buffer, SocketFlags.None, sender, _disposed.Token).ConfigureAwait(false);
                _context.Log.AddMessage(buffer.AsSpan(0, read), NumberOf(sender));
                _context.Log.AddBytes(read);
            }
            catch (Exception ex) when (ex is OperationCanceledException or ObjectDisposedException or SocketException)
            {
                // refusing or disposed
                return;
            }
        }
    }

    private int NumberOf(SocketAddress sender)
    {
        if (!_senders.TryGetValue(sender, out int number))
        {
            SocketAddress copy = new(sender.Family, sender.Size);
            sender.Buffer[..sender.Size].CopyTo(copy.Buffer);
            _senders[copy] = number = _context.Log.AddConnection();
        }

        return number;
    }
}
