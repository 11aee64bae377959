namespace SlsSyslog.ConsumerGroups;

// Lets the shards of a source wait for their next pull.
internal sealed class PullTurns(TimeProvider time)
{
    public Task WaitAsync(TimeSpan untilNext, CancellationToken cancellationToken) =>
        untilNext <= TimeSpan.Zero ? Task.CompletedTask : Task.Delay(untilNext, time, cancellationToken);
}
