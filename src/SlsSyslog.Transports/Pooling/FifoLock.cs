using System.Runtime.CompilerServices;

namespace SlsSyslog.Transports;

/// <summary>Provides an asynchronous lock that callers enter in the order of their calls.</summary>
internal sealed class FifoLock
{
    private readonly Lock _lock = new();
    private readonly Queue<TaskCompletionSource> _waiters = new();
    private bool _isTaken;

    public ValueTask EnterAsync(CancellationToken cancellationToken)
    {
        TaskCompletionSource waiter;
        lock (_lock)
        {
            if (!_isTaken)
            {
                _isTaken = true;
                return ValueTask.CompletedTask;
            }

            waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Enqueue(waiter);
        }

        return WaitAsync(waiter, cancellationToken);
    }

    /// <summary>Releases the lock to the first waiter. No other caller can enter in between.</summary>
    public void Exit()
    {
        lock (_lock)
        {
            while (_waiters.TryDequeue(out TaskCompletionSource? waiter))
            {
                // False if the waiter has canceled.
                if (waiter.TrySetResult())
                {
                    return;
                }
            }

            _isTaken = false;
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private static async ValueTask WaitAsync(TaskCompletionSource waiter, CancellationToken cancellationToken)
    {
        using CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(
            static (waiter, token) => ((TaskCompletionSource)waiter!).TrySetCanceled(token), waiter);
        await waiter.Task.ConfigureAwait(false);
    }
}
