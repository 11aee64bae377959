using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace SlsSyslog.Transports.Tests;

/// <summary>Listens on a free loopback port and provides the accepted connections.</summary>
internal sealed class TestListener : IAsyncDisposable
{
    private readonly Channel<TestPeer> _accepted = Channel.CreateUnbounded<TestPeer>();
    private readonly List<TestPeer> _peers = [];
    private Socket? _listener;
    private Task _accepting = Task.CompletedTask;

    public TestListener(bool start = true, int? receiveBufferBytes = null, string address = "127.0.0.1", int port = 0)
    {
        ReceiveBufferBytes = receiveBufferBytes;
        Address = IPAddress.Parse(address);
        using Socket probe = Bind(port);
        Port = ((IPEndPoint)probe.LocalEndPoint!).Port;
        if (start)
        {
            probe.Dispose();
            Start();
        }
    }

    public int Port { get; }

    public SyslogServer Server => new(SyslogScheme.Tcp, Address.ToString(), Port);

    private IPAddress Address { get; }

    private int? ReceiveBufferBytes { get; }

    public void Start()
    {
        _listener = Bind(Port);
        _listener.Listen(64);
        _accepting = AcceptAsync(_listener);
    }

    public void Stop() => _listener?.Dispose();

    public async Task<TestPeer> AcceptAsync() => await _accepted.Reader.ReadAsync().AsTask().WaitAsync(Eventually.Deadline);

    public bool TryAccept(out TestPeer? peer) => _accepted.Reader.TryRead(out peer);

    public async ValueTask DisposeAsync()
    {
        Stop();
        await _accepting;
        lock (_peers)
        {
            _peers.ForEach(peer => peer.Dispose());
        }
    }

    private Socket Bind(int port)
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        if (ReceiveBufferBytes is { } bytes)
        {
            socket.ReceiveBufferSize = bytes;
        }

        socket.Bind(new IPEndPoint(Address, port));
        return socket;
    }

    private async Task AcceptAsync(Socket listener)
    {
        try
        {
            while (true)
            {
                TestPeer peer = new(await listener.AcceptAsync());
                lock (_peers)
                {
                    _peers.Add(peer);
                }

                _accepted.Writer.TryWrite(peer);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The listener was stopped.
        }
    }
}
