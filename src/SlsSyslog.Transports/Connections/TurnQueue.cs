namespace SlsSyslog.Transports;

/// <summary>Lets one in at a time, in the order of their coming, and holds no thread.</summary>
internal sealed class TurnQueue
{
    private readonly Lock _lock = new();
    private readonly Queue<TaskCompletionSource> _waiting = new();
    private bool _isTaken;

    public ValueTask TakeAsync(CancellationToken cancellationToken)
    {
        TaskCompletionSource turn;
        lock (_lock)
        {
            if (!_isTaken)
            {
                _isTaken = true;
                return ValueTask.CompletedTask;
            }

            turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue(turn);
        }

        return WaitAsync(turn, cancellationToken);
    }

    /// <summary>Ends a turn: the next in the queue has it then, without anyone else getting in between.</summary>
    public void Pass()
    {
        lock (_lock)
        {
            while (_waiting.TryDequeue(out TaskCompletionSource? next))
            {
                // Whoever left the queue is passed over.
                if (next.TrySetResult())
                {
                    return;
                }
            }

            _isTaken = false;
        }
    }

    private static async ValueTask WaitAsync(TaskCompletionSource turn, CancellationToken cancellationToken)
    {
        using CancellationTokenRegistration leaving = cancellationToken.UnsafeRegister(
            static (turn, token) => ((TaskCompletionSource)turn!).TrySetCanceled(token), turn);
        await turn.Task.ConfigureAwait(false);
    }
}
