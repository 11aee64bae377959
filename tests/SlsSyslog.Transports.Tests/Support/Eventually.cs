namespace SlsSyslog.Transports.Tests;

/// <summary>Waits for a condition.</summary>
internal static class Eventually
{
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    public static async Task TrueAsync(Func<bool> condition, string what)
    {
        long start = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < Deadline, $"not within {Deadline}: {what}");
            await Task.Delay(5);
        }
    }
}
