using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;

namespace SlsSyslog.Transports.Tests;

public sealed class DrainProgressTests : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly Socket _sender = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly FakeTimeProvider _timeProvider = new();
    private readonly TaskCompletionSource _session = new();
    private readonly SocketLink _link;

    public DrainProgressTests()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        _sender.Connect(_listener.LocalEndPoint!);
        _link = new SocketLink(_sender);
    }

    [Fact]
    public async Task WaitAsync_SessionEndsInTheMomentOfACheck_DoesNotTimeOut()
    {
        Task check = CheckWhenTheSessionEnds();
        Task wait = DrainProgress.WaitAsync(_session.Task, _link, Timeout, _timeProvider);

        _session.SetResult();

        await check;
        await wait.WaitAsync(Eventually.Deadline);
    }

    [Fact]
    public async Task WaitAsync_SessionFailsInTheMomentOfACheck_ThrowsItsError()
    {
        Task check = CheckWhenTheSessionEnds();
        Task wait = DrainProgress.WaitAsync(_session.Task, _link, Timeout, _timeProvider);

        _session.SetException(new IOException("reset"));

        await check;
        IOException exception = await Assert.ThrowsAsync<IOException>(() => wait.WaitAsync(Eventually.Deadline));
        Assert.Equal("reset", exception.Message);
    }

    [Fact]
    public async Task WaitAsync_NoEndAndNoProgress_TimesOut()
    {
        Task wait = DrainProgress.WaitAsync(_session.Task, _link, Timeout, _timeProvider);

        await Eventually.TrueAsync(
            () =>
            {
                _timeProvider.Advance(Timeout / 20);
                return wait.IsCompleted;
            },
            "the wait timed out");

        await Assert.ThrowsAsync<TimeoutException>(() => wait);
    }

    public void Dispose()
    {
        _link.Dispose();
        _sender.Dispose();
        _listener.Dispose();
    }

    // Registered before the wait, so it runs before the wait receives the end: a check becomes due when the session has just ended.
    private Task CheckWhenTheSessionEnds() => _session.Task.ContinueWith(
        _ => _timeProvider.Advance(Timeout / 2), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
}
