namespace SlsSyslog.ConsumerGroups;

/// <summary>Runs tasks that end together.</summary>
internal static class TaskGroup
{
    /// <summary>Completes when all tasks have completed. When one fails, the others are canceled and the returned task fails.</summary>
    public static async Task WhenAllAsync(IEnumerable<Task> tasks, CancellationTokenSource cancellation)
    {
        List<Task> running = [.. tasks];
        Task all = Task.WhenAll(running);
        while (running.Count > 0)
        {
            Task first = await Task.WhenAny(running).ConfigureAwait(false);
            running.Remove(first);
            if (first.IsFaulted)
            {
                await cancellation.CancelAsync().ConfigureAwait(false);
            }
        }

        await all.ConfigureAwait(false);
    }
}
