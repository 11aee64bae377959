using System.Runtime.CompilerServices;

namespace SlsSyslog.TestSupport;

/// <summary>Waits for a condition instead of for a time.</summary>
public static class Eventually
{
    /// <summary>The time after which a wait fails. Also used for single operations: <c>task.WaitAsync(Eventually.Deadline)</c>.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    /// <summary>Waits until a condition holds.</summary>
    /// <param name="condition">The condition, evaluated every few milliseconds.</param>
    /// <param name="describe">Gets what the error also reports, for example a log.</param>
    /// <param name="deadline">The time after which the wait fails. The default is <see cref="Deadline"/>.</param>
    /// <param name="text">The text of the condition.</param>
    /// <exception cref="TimeoutException">The condition did not hold in time.</exception>
    public static async Task TrueAsync(
        Func<bool> condition, Func<string>? describe = null, TimeSpan? deadline = null, [CallerArgumentExpression(nameof(condition))] string text = "")
    {
        TimeSpan limit = deadline ?? Deadline;
        long start = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            if (TimeProvider.System.GetElapsedTime(start) > limit)
            {
                throw new TimeoutException($"The condition did not hold within {limit.TotalSeconds} s: {text}\n{describe?.Invoke()}");
            }

            await Task.Delay(10);
        }
    }

    /// <summary>Waits until a condition that is evaluated asynchronously holds.</summary>
    /// <param name="condition">The condition, evaluated every few milliseconds.</param>
    /// <param name="text">The text of the condition.</param>
    /// <exception cref="TimeoutException">The condition did not hold in time.</exception>
    public static async Task TrueAsync(Func<Task<bool>> condition, [CallerArgumentExpression(nameof(condition))] string text = "")
    {
        long start = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(start) > Deadline)
            {
                throw new TimeoutException($"The condition did not hold within {Deadline.TotalSeconds} s: {text}");
            }

            await Task.Delay(10);
        }
    }

    /// <summary>Waits until a condition holds.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="text">The text of the error.</param>
    /// <exception cref="TimeoutException">The condition did not hold in time.</exception>
    public static Task TrueAsync(Func<bool> condition, string text) => TrueAsync(condition, null, null, text);
}
