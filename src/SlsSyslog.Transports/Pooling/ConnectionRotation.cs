using System.Security.Cryptography;

namespace SlsSyslog.Transports;

/// <summary>Replaces a connection after its time or bytes, or for a preferred server that is available again; not while it is idle.</summary>
internal sealed class ConnectionRotation : IAsyncDisposable
{
    private static readonly TimeSpan RetryWhenBusy = TimeSpan.FromSeconds(1);

    private readonly RotationPlan _plan;
    private readonly Reconnector _reconnector;
    private readonly Func<SyslogConnection, SyslogConnection?, bool, Task> _replaceAsync;
    private readonly TimeProvider _timeProvider;
    private readonly CancellationToken _disposing;
    private readonly ITimer _timer;
    private readonly Lock _lock = new();
    private SyslogConnection? _connection;
    private bool _isFailBack;
    private long _byteLimit;
    private long _triedPreferredAt;
    private Task _rotating = Task.CompletedTask;

    /// <param name="plan">When the connection is replaced.</param>
    /// <param name="reconnector">Opens the next connection.</param>
    /// <param name="replaceAsync">Replaces the first connection by the second; the flag is whether they overlap.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="disposing">Canceled when the transport is disposed.</param>
    public ConnectionRotation(
        RotationPlan plan,
        Reconnector reconnector,
        Func<SyslogConnection, SyslogConnection?, bool, Task> replaceAsync,
        TimeProvider timeProvider,
        CancellationToken disposing)
    {
        _plan = plan;
        _reconnector = reconnector;
        _replaceAsync = replaceAsync;
        _timeProvider = timeProvider;
        _disposing = disposing;
        _triedPreferredAt = timeProvider.GetTimestamp();
        _timer = timeProvider.CreateTimer(
            static rotation => ((ConnectionRotation)rotation!).Begin(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Records that frames were sent on the connection. The caller holds the lock of the lane.</summary>
    public void OnSent(SyslogConnection connection)
    {
        if (connection != _connection)
        {
            // The time starts with the first frames.
            _connection = connection;
            Arm(connection);
        }

        if (connection.BytesSent >= Volatile.Read(ref _byteLimit))
        {
            Begin();
        }
    }

    /// <summary>Replaces the connection now, if it is still in use: its address must not be used any longer.</summary>
    public void Replace(SyslogConnection connection)
    {
        lock (_lock)
        {
            if (connection != _connection)
            {
                return;
            }

            // Another connection to the same server is wanted, not only one to a preferred server.
            _isFailBack = false;
        }

        Begin();
    }

    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync().ConfigureAwait(false);
        Task rotating;
        lock (_lock)
        {
            rotating = _rotating;
        }

        await rotating.ConfigureAwait(false);
    }

    private void Arm(SyslogConnection connection)
    {
        TimeSpan? after = _plan.After * RandomNumberGenerator.GetInt32(922, 1025) / 1024;

        // Where the close is the proof of delivery, it must not wait for a preferred server: rotations look for it.
        _isFailBack = !_plan.MustDrain && !_reconnector.IsPreferred(connection.Server) && !(after < _plan.FailBackAfter);
        Volatile.Write(ref _byteLimit, _plan.AfterBytes is { } bytes ? connection.BytesSent + bytes : long.MaxValue);
        _timer.Change((_isFailBack ? _plan.FailBackAfter : after) ?? Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private void Begin()
    {
        lock (_lock)
        {
            if (_disposing.IsCancellationRequested || _connection is not { IsOpen: true } connection)
            {
                return;
            }

            if (_rotating.IsCompleted)
            {
                _rotating = RotateAsync(connection);
            }
            else
            {
                // The last rotation may still wait for a server that does not respond, for a connection that has been lost since.
                _timer.Change(RetryWhenBusy, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private async Task RotateAsync(SyslogConnection previous)
    {
        // The caller may hold the lock of the lane.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            SyslogConnection? next = _plan.Overlap || _isFailBack
                ? await _reconnector.TryReplaceAsync(previous.Server, IsTimeToTryPreferred(), trySame: !_isFailBack, _disposing).ConfigureAwait(false)
                : null;
            if (next is null && (_isFailBack || (_plan.Overlap && !_plan.MustDrain)))
            {
                // Keep the connection and try again after the same time.
                Arm(previous);
                return;
            }

            await _replaceAsync(previous, next, _plan.Overlap).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The transport is being disposed and closes its connections.
        }
    }

    // A server that does not respond costs a connect timeout, which must not happen with each of many rotations.
    private bool IsTimeToTryPreferred()
    {
        bool isTime = _isFailBack || _timeProvider.GetElapsedTime(_triedPreferredAt) >= _plan.FailBackAfter;
        if (isTime)
        {
            _triedPreferredAt = _timeProvider.GetTimestamp();
        }

        return isTime;
    }
}
