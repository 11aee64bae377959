namespace SlsSyslog.Transports;

/// <summary>
/// Writes under a deadline, which strikes when the server has taken nothing for that long; a slow server is none that hangs. A sender
/// that gives up in the middle waits a moment; then the deadline strikes, since nobody can tell how much was written.
/// </summary>
internal sealed class WriteGuard
{
    // A write that its sender gives up mostly ends well in this time; breaking it off would cost everyone else on the connection.
    private static readonly TimeSpan GiveUpGrace = TimeSpan.FromMilliseconds(500);

    private readonly StreamLink _link;
    private readonly TimeSpan _timeout;
    private readonly Action _onDeadline;
    private readonly Lock _lock = new();
    private readonly ITimer _deadline;
    private State _state;
    private long _taken;

    /// <param name="link">What is written to.</param>
    /// <param name="timeout">How long the server may take nothing of a write. Where the kernel does not tell: how long the write may take.</param>
    /// <param name="clock">Measures it.</param>
    /// <param name="onDeadline">Must close the link, which ends the write with an exception.</param>
    public WriteGuard(StreamLink link, TimeSpan timeout, TimeProvider clock, Action onDeadline)
    {
        _link = link;
        _timeout = timeout;
        _onDeadline = onDeadline;
        _deadline = clock.CreateTimer(static guard => ((WriteGuard)guard!).OnDeadline(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private enum State
    {
        Idle,
        Writing,
        GivenUp,
    }

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        ValueTask write = _link.WriteAsync(bytes);
        if (write.IsCompleted)
        {
            await write.ConfigureAwait(false);
            return;
        }

        _taken = ReadTaken();
        Enter(State.Writing, _timeout);
        CancellationTokenRegistration leaving = cancellationToken.UnsafeRegister(
            static guard => ((WriteGuard)guard!).Enter(State.GivenUp, GiveUpGrace), this);
        try
        {
            await write.ConfigureAwait(false);
        }
        finally
        {
            await leaving.DisposeAsync().ConfigureAwait(false);
            Enter(State.Idle, Timeout.InfiniteTimeSpan);
        }
    }

    public void End() => _deadline.Dispose();

    private void Enter(State state, TimeSpan deadline)
    {
        lock (_lock)
        {
            _state = state;
            _deadline.Change(deadline, Timeout.InfiniteTimeSpan);
        }
    }

    private void OnDeadline()
    {
        lock (_lock)
        {
            long taken = ReadTaken();
            if (_state == State.Writing && taken > _taken)
            {
                _taken = taken;
                _deadline.Change(_timeout, Timeout.InfiniteTimeSpan);
                return;
            }

            // The write may have ended while the timer was on its way here.
            if (_state == State.Idle)
            {
                return;
            }
        }

        _onDeadline();
    }

    private long ReadTaken() => TcpInfo.TryRead(_link.Socket, out TcpInfo info) ? info.BytesAcknowledged : 0;
}
