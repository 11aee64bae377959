using System.Runtime.CompilerServices;

namespace SlsSyslog.Transports;

/// <summary>
/// Breaks a connection when a write makes no progress within the timeout. A write that is slow but makes progress continues. After its
/// sender cancels, a write has a short time to end; then the connection breaks, because the number of written bytes is not known.
/// </summary>
internal sealed class WriteGuard
{
    // Most canceled writes end within this time. Breaking the connection immediately would affect all of its senders.
    private static readonly TimeSpan CancelGrace = TimeSpan.FromMilliseconds(500);

    private readonly SocketLink _link;
    private readonly TimeSpan _timeout;
    private readonly Action _onTimeout;
    private readonly Lock _lock = new();
    private readonly DeadlineTimer _timer;
    private State _state;
    private long _acknowledged;

    /// <param name="link">The link that is written to.</param>
    /// <param name="timeout">How long a write may make no progress. Where TCP_INFO is not available, how long a write may take.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="onTimeout">Called on timeout. It must close the link, which ends the write with an exception.</param>
    public WriteGuard(SocketLink link, TimeSpan timeout, TimeProvider timeProvider, Action onTimeout)
    {
        _link = link;
        _timeout = timeout;
        _onTimeout = onTimeout;
        _timer = new DeadlineTimer(OnTimer, timeProvider);
    }

    private enum State
    {
        Idle,
        Writing,
        Canceled,
    }

    /// <summary>Waits for a write that has been started on the link. Only one write at a time.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask GuardAsync(ValueTask write, CancellationToken cancellationToken)
    {
        if (write.IsCompleted)
        {
            await write.ConfigureAwait(false);
            return;
        }

        _acknowledged = ReadAcknowledged();
        Enter(State.Writing, _timeout);
        CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(
            static guard => ((WriteGuard)guard!).Enter(State.Canceled, CancelGrace), this);
        try
        {
            await write.ConfigureAwait(false);
        }
        finally
        {
            await registration.DisposeAsync().ConfigureAwait(false);
            Enter(State.Idle, dueTime: null);
        }
    }

    public void Stop() => _timer.Stop();

    private void Enter(State state, TimeSpan? dueTime)
    {
        lock (_lock)
        {
            _state = state;
            _timer.Set(dueTime);
        }
    }

    private void OnTimer()
    {
        lock (_lock)
        {
            long acknowledged = ReadAcknowledged();
            if (_state == State.Writing && acknowledged > _acknowledged)
            {
                _acknowledged = acknowledged;
                _timer.Set(_timeout);
                return;
            }

            // The write may have ended while the timer fired.
            if (_state == State.Idle)
            {
                return;
            }
        }

        _onTimeout();
    }

    private long ReadAcknowledged() => TcpInfo.TryRead(_link.Socket, out TcpInfo info) ? info.BytesAcknowledged : 0;
}
