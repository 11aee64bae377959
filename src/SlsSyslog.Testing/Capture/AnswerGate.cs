namespace SlsSyslog.Testing;

/// <summary>Holds acknowledgments back or delays them.</summary>
internal sealed class AnswerGate
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _held;

    public TimeSpan Delay { get; set; }

    public void Hold()
    {
        lock (_lock)
        {
            _held ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public void Release()
    {
        lock (_lock)
        {
            _held?.TrySetResult();
            _held = null;
        }
    }

    public async ValueTask PassAsync(CancellationToken cancellationToken)
    {
        Task? held;
        lock (_lock)
        {
            held = _held?.Task;
        }

        if (held is not null)
        {
            await held.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        if (Delay > TimeSpan.Zero)
        {
            await Task.Delay(Delay, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }
    }
}
