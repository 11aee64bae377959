namespace SlsSyslog.ConsumerGroups;

// A cancellation by the caller or by time, told apart.
internal sealed class Deadline : IDisposable
{
    private readonly CancellationTokenSource _time;
    private readonly CancellationTokenSource _either;
    private readonly CancellationToken _caller;

    public Deadline(TimeSpan after, TimeProvider time, CancellationToken caller)
    {
        _caller = caller;
        _time = new CancellationTokenSource(after, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_time.Token, caller);
    }

    public CancellationToken Token => _either.Token;

    public bool HasPassed => _time.IsCancellationRequested && !_caller.IsCancellationRequested;

    // Starts the time anew.
    public void Extend(TimeSpan after) => _time.CancelAfter(after);

    public void Dispose()
    {
        _either.Dispose();
        _time.Dispose();
    }
}
