namespace SlsSyslog.ConsumerGroups;

/// <summary>Combines a timeout with the token of the caller, and distinguishes which of them caused a cancellation.</summary>
internal sealed class Deadline : IDisposable
{
    private readonly CancellationTokenSource _timeout;
    private readonly CancellationTokenSource _either;
    private readonly CancellationToken _caller;

    public Deadline(TimeSpan timeout, TimeProvider timeProvider, CancellationToken caller)
    {
        _caller = caller;
        _timeout = new CancellationTokenSource(timeout, timeProvider);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_timeout.Token, caller);
    }

    public CancellationToken Token => _either.Token;

    /// <summary>Gets whether the timeout has elapsed and the caller did not cancel.</summary>
    public bool HasPassed => _timeout.IsCancellationRequested && !_caller.IsCancellationRequested;

    /// <summary>Restarts the timeout.</summary>
    public void Extend(TimeSpan timeout) => _timeout.CancelAfter(timeout);

    public void Dispose()
    {
        _either.Dispose();
        _timeout.Dispose();
    }
}
