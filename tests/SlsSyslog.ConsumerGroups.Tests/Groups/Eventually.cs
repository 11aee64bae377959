using System.Runtime.CompilerServices;

namespace SlsSyslog.ConsumerGroups.Tests;

// Waits for a condition with a deadline.
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task TrueAsync(
        Func<bool> condition, Func<string>? describe = null, [CallerArgumentExpression(nameof(condition))] string text = "")
    {
        using CancellationTokenSource deadline = new(Patience);
        while (!condition())
        {
            if (deadline.IsCancellationRequested)
            {
                Assert.Fail($"Not within {Patience.TotalSeconds} s: {text}\n{describe?.Invoke()}");
            }

            await Task.Delay(10);
        }
    }
}
