namespace SlsSyslog.Transports;

/// <summary>
/// Writes under a deadline. A sender that gives up in the middle waits a moment; then the deadline strikes, since nobody can tell
/// how much was written.
/// </summary>
internal sealed class WriteGuard
{
    // A write that its sender gives up mostly ends well in this time; breaking it off would cost everyone else on the connection.
    private static readonly TimeSpan GiveUpGrace = TimeSpan.FromMilliseconds(500);

    private readonly StreamLink _link;
    private readonly TimeSpan _timeout;
    private readonly ITimer _deadline;

    /// <param name="link">What is written to.</param>
    /// <param name="timeout">How long one write may take.</param>
    /// <param name="clock">Measures it.</param>
    /// <param name="onDeadline">Must close the link, which ends the write with an exception.</param>
    public WriteGuard(StreamLink link, TimeSpan timeout, TimeProvider clock, Action onDeadline)
    {
        _link = link;
        _timeout = timeout;
        _deadline = clock.CreateTimer(static strike => ((Action)strike!)(), onDeadline, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        ValueTask write = _link.WriteAsync(bytes);
        if (write.IsCompleted)
        {
            await write.ConfigureAwait(false);
            return;
        }

        _deadline.Change(_timeout, Timeout.InfiniteTimeSpan);
        CancellationTokenRegistration leaving = cancellationToken.UnsafeRegister(
            static guard => ((WriteGuard)guard!)._deadline.Change(GiveUpGrace, Timeout.InfiniteTimeSpan), this);
        try
        {
            await write.ConfigureAwait(false);
        }
        finally
        {
            await leaving.DisposeAsync().ConfigureAwait(false);
            _deadline.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    public void End() => _deadline.Dispose();
}
