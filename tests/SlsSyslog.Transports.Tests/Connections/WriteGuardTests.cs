using System.Net;
using System.Net.Sockets;

namespace SlsSyslog.Transports.Tests;

/// <summary>A deadline that a server meets by taking something, however little.</summary>
public sealed class WriteGuardTests : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 16 * 1024 };
    private readonly Socket _sender = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { SendBufferSize = 16 * 1024 };
    private readonly TestTimeProvider _clock = new();
    private readonly Socket _server;
    private readonly WriteGuard _guard;
    private int _strikes;

    public WriteGuardTests()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        _sender.Connect(_listener.LocalEndPoint!);
        _server = _listener.Accept();
        _guard = new WriteGuard(new StreamLink(_sender), Timeout, _clock, () =>
        {
            _strikes++;
            _sender.Dispose();
        });
    }

    [Fact]
    public async Task WriteAsync_ServerIsSlow_GoesOnAsLongAsItTakesSomething()
    {
        byte[] bytes = new byte[4 * 1024 * 1024];
        Task write = _guard.WriteAsync(bytes, CancellationToken.None).AsTask();
        byte[] taken = new byte[64 * 1024];
        int left = bytes.Length;
        while (left > 0)
        {
            long before = Acknowledged();
            for (int wanted = Math.Min(taken.Length, left); wanted > 0;)
            {
                int read = await _server.ReceiveAsync(taken.AsMemory(0, wanted));
                (left, wanted) = (left - read, wanted - read);
            }

            await Eventually.TrueAsync(() => write.IsCompleted || Acknowledged() > before, "the server's kernel has told that it took something");
            _clock.Advance(Timeout);
        }

        await write.WaitAsync(Eventually.Deadline);
        Assert.Equal(0, _strikes);
    }

    [Fact]
    public async Task WriteAsync_ServerTakesNothing_StrikesOnce()
    {
        Task write = _guard.WriteAsync(new byte[4 * 1024 * 1024], CancellationToken.None).AsTask();

        // The first times the kernels may still be filling their buffers.
        await Eventually.TrueAsync(
            () =>
            {
                _clock.Advance(Timeout);
                return _strikes > 0;
            },
            "the deadline strikes");

        await Assert.ThrowsAnyAsync<Exception>(() => write.WaitAsync(Eventually.Deadline));
        _clock.Advance(Timeout);
        Assert.Equal(1, _strikes);
    }

    [Fact]
    public async Task WriteAsync_WriteEndedBeforeTheDeadline_DoesNotStrike()
    {
        await _guard.WriteAsync(new byte[100], CancellationToken.None);

        _clock.Advance(2 * Timeout);

        Assert.Equal(0, _strikes);
    }

    public void Dispose()
    {
        _guard.End();
        _sender.Dispose();
        _server.Dispose();
        _listener.Dispose();
    }

    private long Acknowledged() => TcpInfo.TryRead(_sender, out TcpInfo info) ? info.BytesAcknowledged : 0;
}
