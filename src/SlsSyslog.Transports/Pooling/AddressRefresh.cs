using System.Net;
using System.Security.Cryptography;

namespace SlsSyslog.Transports;

/// <summary>
/// Resolves the name of the server in use at intervals, and has the connection of a lane replaced when the name no longer has its address. A
/// name that cannot be resolved changes nothing: the connection works.
/// </summary>
internal sealed partial class AddressRefresh : IAsyncDisposable
{
    private readonly RefreshPlan _plan;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _disposing = new();
    private readonly CancellationToken _disposingToken;
    private readonly Lock _lock = new();
    private readonly ITimer _timer;
    private SyslogConnection? _connection;
    private ConnectionRotation? _rotation;
    private Task _checking = Task.CompletedTask;

    public AddressRefresh(RefreshPlan plan, TimeProvider timeProvider)
    {
        (_plan, _logger) = (plan, plan.Logger);
        _disposingToken = _disposing.Token;
        _timer = timeProvider.CreateTimer(
            static refresh => ((AddressRefresh)refresh!).Begin(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Observes the connection from its first frames on. The caller holds the lock of the lane.</summary>
    /// <param name="connection">The connection that frames were sent on.</param>
    /// <param name="rotation">Replaces the connection.</param>
    public void OnSent(SyslogConnection connection, ConnectionRotation rotation)
    {
        if (connection == Volatile.Read(ref _connection))
        {
            return;
        }

        lock (_lock)
        {
            (_connection, _rotation) = (connection, rotation);
        }

        if (!IPAddress.TryParse(connection.Server.Host, out _))
        {
            Arm();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _disposing.CancelAsync().ConfigureAwait(false);
        await _timer.DisposeAsync().ConfigureAwait(false);
        Task checking;
        lock (_lock)
        {
            checking = _checking;
        }

        await checking.ConfigureAwait(false);
        _disposing.Dispose();
    }

    // A random part is subtracted, so that many lanes and senders do not resolve names at the same time.
    private void Arm() => _timer.Change(_plan.Interval * RandomNumberGenerator.GetInt32(922, 1025) / 1024, Timeout.InfiniteTimeSpan);

    private void Begin()
    {
        lock (_lock)
        {
            if (!_disposingToken.IsCancellationRequested && _checking.IsCompleted && _connection is { IsOpen: true } connection)
            {
                _checking = CheckAsync(connection, _rotation!);
            }
        }
    }

    private async Task CheckAsync(SyslogConnection connection, ConnectionRotation rotation)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            IPAddress[] addresses = await _plan.Resolver.ResolveAsync(connection.Server, _disposingToken).ConfigureAwait(false);
            if (connection.Link.Address is { } address && !addresses.Contains(address) && connection.IsOpen)
            {
                LogAddressRemoved(connection.Server, address);
                rotation.Replace(connection);
            }
        }
        catch (SyslogTransportException)
        {
            // The name is resolved again after the next interval.
        }
        catch (OperationCanceledException) when (_disposingToken.IsCancellationRequested)
        {
            return;
        }

        // Until the connection is replaced, or if it is not, because the other addresses do not accept a connection.
        Arm();
    }
}
