namespace SlsSyslog;

/// <summary>Waits for the two loops of a shard.</summary>
internal static class ConcurrentLoops
{
    /// <summary>Completes when both have ended. When one fails, the other is canceled, and the error of the first one is thrown.</summary>
    public static async Task EndBothAsync(Task forwarding, Task confirming, CancellationTokenSource stop)
    {
        Task first = await Task.WhenAny(forwarding, confirming).ConfigureAwait(false);
        if (!first.IsCompletedSuccessfully)
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(forwarding, confirming).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await first.ConfigureAwait(false);
        }

        await confirming.ConfigureAwait(false);
        await forwarding.ConfigureAwait(false);
    }
}
