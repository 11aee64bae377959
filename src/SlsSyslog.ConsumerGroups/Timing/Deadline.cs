namespace SlsSyslog.ConsumerGroups;

/// <summary>Combines a timeout with the token of the caller, and distinguishes which of them caused a cancellation.</summary>
internal sealed class Deadline : IDisposable
{
    private readonly CancellationTokenSource _either;
    private readonly CancellationTokenRegistration _registration;
    private readonly CancellationToken _caller;

    public Deadline(TimeSpan timeout, TimeProvider timeProvider, CancellationToken caller)
    {
        _caller = caller;
        _either = new CancellationTokenSource(timeout, timeProvider);
        _registration = caller.UnsafeRegister(static either => ((CancellationTokenSource)either!).Cancel(), _either);
    }

    public CancellationToken Token => _either.Token;

    /// <summary>Gets whether the timeout has elapsed and the caller did not cancel.</summary>
    public bool HasPassed => _either.IsCancellationRequested && !_caller.IsCancellationRequested;

    /// <summary>Restarts the timeout.</summary>
    public void Extend(TimeSpan timeout) => _either.CancelAfter(timeout);

    public void Dispose()
    {
        // Waits for a cancellation that is running.
        _registration.Dispose();
        _either.Dispose();
    }
}
