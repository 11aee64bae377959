using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;

namespace SlsSyslog.Transports.Tests;

public sealed class WriteGuardTests : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 16 * 1024 };
    private readonly Socket _sender = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { SendBufferSize = 16 * 1024 };
    private readonly FakeTimeProvider _timeProvider = new();
    private readonly Socket _server;
    private readonly WriteGuard _guard;
    private readonly SocketLink _link;
    private int _timeouts;

    public WriteGuardTests()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        _sender.Connect(_listener.LocalEndPoint!);
        _server = _listener.Accept();
        _link = new SocketLink(_sender);
        _guard = new WriteGuard(_link, Timeout, _timeProvider, () =>
        {
            _timeouts++;
            _sender.Dispose();
        });
    }

    [Fact]
    public async Task GuardAsync_ServerReadsSlowly_ContinuesAsLongAsThereIsProgress()
    {
        byte[] bytes = new byte[4 * 1024 * 1024];
        Task write = _guard.GuardAsync(_link.SendAllAsync(bytes), CancellationToken.None).AsTask();
        byte[] received = new byte[64 * 1024];
        int left = bytes.Length;
        while (left > 0)
        {
            long before = Acknowledged();
            for (int wanted = Math.Min(received.Length, left); wanted > 0;)
            {
                int read = await _server.ReceiveAsync(received.AsMemory(0, wanted));
                (left, wanted) = (left - read, wanted - read);
            }

            await Eventually.TrueAsync(() => write.IsCompleted || Acknowledged() > before, "the server's kernel acknowledged something");
            _timeProvider.Advance(Timeout);
        }

        await write.WaitAsync(Eventually.Deadline);
        Assert.Equal(0, _timeouts);
    }

    [Fact]
    public async Task GuardAsync_ServerReadsNothing_TimesOutOnce()
    {
        Task write = _guard.GuardAsync(_link.SendAllAsync(new byte[4 * 1024 * 1024]), CancellationToken.None).AsTask();

        // At first, the kernels may still be filling their buffers.
        await Eventually.TrueAsync(
            () =>
            {
                _timeProvider.Advance(Timeout);
                return _timeouts > 0;
            },
            "the write times out");

        await Assert.ThrowsAnyAsync<Exception>(() => write.WaitAsync(Eventually.Deadline));
        _timeProvider.Advance(Timeout);
        Assert.Equal(1, _timeouts);
    }

    [Fact]
    public async Task GuardAsync_WriteEndedInTime_DoesNotTimeOut()
    {
        await _guard.GuardAsync(_link.SendAllAsync(new byte[100]), CancellationToken.None);

        _timeProvider.Advance(2 * Timeout);

        Assert.Equal(0, _timeouts);
    }

    public void Dispose()
    {
        _guard.Stop();
        _link.Dispose();
        _sender.Dispose();
        _server.Dispose();
        _listener.Dispose();
    }

    private long Acknowledged() => TcpInfo.TryRead(_sender, out TcpInfo info) ? info.BytesAcknowledged : 0;
}
