namespace SlsSyslog.ConsumerGroups;

// Tasks that end together.
internal static class Together
{
    // Completes when all have; when one fails the others are asked to end, and the failure comes out.
    public static async Task RunAsync(IEnumerable<Task> tasks, CancellationTokenSource ending)
    {
        List<Task> running = [.. tasks];
        Task all = Task.WhenAll(running);
        while (running.Count > 0)
        {
            Task first = await Task.WhenAny(running).ConfigureAwait(false);
            running.Remove(first);
            if (first.IsFaulted)
            {
                await ending.CancelAsync().ConfigureAwait(false);
            }
        }

        await all.ConfigureAwait(false);
    }
}
