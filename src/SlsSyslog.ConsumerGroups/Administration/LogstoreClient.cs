namespace SlsSyslog.ConsumerGroups;

/// <summary>
/// Calls the operations of SLS on one logstore that manage consumer groups and find positions in shards. It reads no logs: that is what the
/// sources are for.
/// </summary>
/// <remarks>
/// Each call repeats requests that fail temporarily, for up to 30 seconds by default. Other errors, such as a missing permission, are thrown
/// immediately.
/// The client is safe for concurrent use.
/// </remarks>
public sealed class LogstoreClient : IDisposable
{
    private readonly SourceSession _session;
    private readonly SlsClient _client;
    private readonly SlsClock _clock;
    private readonly TimeProvider _timeProvider;

    /// <summary>Initializes a new instance of the <see cref="LogstoreClient"/> class. Performs no I/O.</summary>
    /// <param name="options">The options of a source, which specify the service, the project and the credentials.</param>
    /// <param name="logstore">The name of the logstore, which is one of those of the options.</param>
    /// <param name="credentials">The provider of the credentials that sign requests, if the options specify none.</param>
    /// <param name="timeProvider">The provider of the time and of timers.</param>
    /// <exception cref="ArgumentException">The options are invalid, or do not contain the logstore.</exception>
    public LogstoreClient(SlsSourceOptions options, string logstore, ISlsCredentialProvider credentials, TimeProvider timeProvider)
    {
        ArgumentNullException.ThrowIfNull(timeProvider);
        _timeProvider = timeProvider;
        _clock = new SlsClock(timeProvider);
        _session = SourceSession.ForCalls(options, logstore, "client", credentials, _clock, timeProvider);
        _client = _session.Open(logstore).Client;
    }

    /// <summary>Gets how long a call repeats requests that fail temporarily. Then the last error is thrown.</summary>
    /// <value>The default is 30 seconds.</value>
    public TimeSpan RetryTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets the name of the logstore.</summary>
    public string Logstore => _client.Logstore;

    /// <summary>
    /// Gets how far the clock of SLS is ahead of the local clock. It is zero until SLS has rejected a request because of the difference.
    /// </summary>
    public TimeSpan ClockOffset => _clock.Offset;

    /// <summary>Gets the consumer groups of the logstore.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The groups, sorted by name.</returns>
    /// <exception cref="SlsException">SLS rejected the request.</exception>
    public async Task<IReadOnlyList<ConsumerGroupDescription>> ListGroupsAsync(CancellationToken cancellationToken)
    {
        GroupInfo[] groups = await RetryAsync(_client.ListConsumerGroupsAsync, cancellationToken).ConfigureAwait(false);
        return
        [
            .. groups.Where(group => !string.IsNullOrEmpty(group.Name)).OrderBy(group => group.Name, StringComparer.Ordinal)
                .Select(group => new ConsumerGroupDescription(group.Name!, TimeSpan.FromSeconds(group.Timeout), group.Order)),
        ];
    }

    /// <summary>Creates a consumer group.</summary>
    /// <param name="group">The name of the group, its timeout, rounded up to whole seconds, and its order.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns><see langword="false"/> if a group of this name exists, which is not changed.</returns>
    /// <exception cref="SlsException">SLS rejected the request.</exception>
    public Task<bool> CreateGroupAsync(ConsumerGroupDescription group, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(group);
        GroupName.ThrowIfInvalid(group.Name, nameof(group));
        TimeSpan timeout = TimeSpan.FromSeconds(Math.Ceiling(group.Timeout.TotalSeconds));
        return TryAsync(
            token => _client.CreateConsumerGroupAsync(group.Name, timeout, group.InOrder, token), SlsErrorKind.GroupExists, cancellationToken);
    }

    /// <summary>Deletes a consumer group with its checkpoints.</summary>
    /// <param name="group">The name of the group.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns><see langword="false"/> if the group does not exist.</returns>
    /// <exception cref="SlsException">SLS rejected the request.</exception>
    public Task<bool> DeleteGroupAsync(string group, CancellationToken cancellationToken)
    {
        GroupName.ThrowIfInvalid(group, nameof(group));
        return TryAsync(token => _client.DeleteConsumerGroupAsync(group, token), SlsErrorKind.GroupMissing, cancellationToken);
    }

    /// <summary>Gets the checkpoints of a consumer group.</summary>
    /// <param name="group">The name of the group.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The checkpoints, sorted by shard. A shard that was never read can be missing.</returns>
    /// <exception cref="SlsException">SLS rejected the request, for example because the group does not exist.</exception>
    public async Task<IReadOnlyList<ShardCheckpoint>> ListCheckpointsAsync(string group, CancellationToken cancellationToken)
    {
        GroupName.ThrowIfInvalid(group, nameof(group));
        CheckpointInfo[] stored = await RetryAsync(token => _client.ListCheckpointsAsync(group, null, token), cancellationToken)
            .ConfigureAwait(false);
        return
        [
            .. stored.OrderBy(info => info.Shard).Select(info => new ShardCheckpoint(
                info.Shard,
                string.IsNullOrEmpty(info.Checkpoint) ? null : new LogPosition(info.Checkpoint),
                info.Consumer ?? "",
                CheckpointTime.Read(info.UpdateTime))),
        ];
    }

    /// <summary>
    /// Stores a checkpoint, whichever consumer owns the shard. A consumer that reads the shard does not notice it, and soon stores its position
    /// again: stop the consumers of the group first.
    /// </summary>
    /// <param name="group">The name of the group.</param>
    /// <param name="shard">The number of the shard.</param>
    /// <param name="position">The position of the next log to read.</param>
    /// <param name="consumer">The name under which the checkpoint is stored.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>A task that completes when the checkpoint is stored.</returns>
    /// <exception cref="SlsException">SLS rejected the request.</exception>
    public Task SetCheckpointAsync(string group, int shard, LogPosition position, string consumer, CancellationToken cancellationToken)
    {
        GroupName.ThrowIfInvalid(group, nameof(group));
        return RetryAsync(
            async token =>
            {
                await _client.UpdateCheckpointAsync(group, consumer, shard, position, isForced: true, token).ConfigureAwait(false);
                return true;
            },
            cancellationToken);
    }

    /// <summary>
    /// Determines whether a consumer currently belongs to a group. SLS has no operation for that, so a heartbeat in the name of the consumer is
    /// sent. SLS rejects it if it does not know the consumer. Otherwise, it extends the time that the consumer has until its next heartbeat, so
    /// do not call this method regularly: the shards of a consumer that has ended unexpectedly would never be assigned to others.
    /// </summary>
    /// <param name="group">The name of the group.</param>
    /// <param name="consumer">The name of the consumer.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The numbers of the shards of the consumer, or <see langword="null"/> if it does not belong to the group.</returns>
    /// <exception cref="SlsException">SLS rejected the request for another reason.</exception>
    public async Task<IReadOnlyList<int>?> FindShardsOfConsumerAsync(string group, string consumer, CancellationToken cancellationToken)
    {
        GroupName.ThrowIfInvalid(group, nameof(group));
        ArgumentException.ThrowIfNullOrEmpty(consumer);

        // A shard that is not in the heartbeat would count as released. Without any shard, the heartbeat would register the consumer.
        IReadOnlyList<ShardDescription> shards = await ListShardsAsync(cancellationToken).ConfigureAwait(false);
        int[] held = [.. shards.Select(shard => shard.Number)];
        try
        {
            return held.Length == 0
                ? null
                : await RetryAsync(token => _client.HeartbeatAsync(group, consumer, held, token), cancellationToken).ConfigureAwait(false);
        }
        catch (SlsException exception) when (SlsErrors.Classify(exception) is SlsErrorKind.Evicted or SlsErrorKind.OwnershipLost)
        {
            return null;
        }
    }

    /// <summary>Gets the shards of the logstore.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The shards, sorted by number.</returns>
    /// <exception cref="SlsException">SLS rejected the request.</exception>
    public async Task<IReadOnlyList<ShardDescription>> ListShardsAsync(CancellationToken cancellationToken)
    {
        ShardInfo[] shards = await RetryAsync(_client.ListShardsAsync, cancellationToken).ConfigureAwait(false);
        return
        [
            .. shards.OrderBy(shard => shard.Id).Select(shard => new ShardDescription(
                shard.Id, string.Equals(shard.Status, "readonly", StringComparison.OrdinalIgnoreCase))),
        ];
    }

    /// <summary>Gets how long the logstore keeps logs.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The retention period, or <see langword="null"/> if SLS does not report one.</returns>
    /// <exception cref="SlsException">SLS rejected the request.</exception>
    public async Task<TimeSpan?> GetRetentionAsync(CancellationToken cancellationToken)
    {
        LogstoreInfo info = await RetryAsync(_client.GetLogstoreAsync, cancellationToken).ConfigureAwait(false);
        return info.Ttl > 0 ? TimeSpan.FromDays(info.Ttl) : null;
    }

    /// <summary>Gets the cursor of a position.</summary>
    /// <param name="shard">The number of the shard.</param>
    /// <param name="position">The position.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The cursor.</returns>
    /// <exception cref="SlsException">SLS rejected the request.</exception>
    public Task<LogPosition> GetCursorAsync(int shard, ShardPosition position, CancellationToken cancellationToken) =>
        RetryAsync(token => _client.GetCursorAsync(shard, position.WireText, token), cancellationToken);

    /// <summary>Gets when SLS received the logs at a position.</summary>
    /// <param name="shard">The number of the shard.</param>
    /// <param name="position">The position.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The time, or <see langword="null"/> if the shard has no log at the position, or not any more.</returns>
    /// <exception cref="SlsException">SLS rejected the request.</exception>
    public async Task<DateTimeOffset?> GetReceiptTimeAsync(int shard, LogPosition position, CancellationToken cancellationToken)
    {
        try
        {
            return await RetryAsync(token => _client.GetCursorTimeAsync(shard, position, token), cancellationToken).ConfigureAwait(false);
        }
        catch (SlsException exception) when (SlsErrors.Classify(exception) == SlsErrorKind.InvalidCursor)
        {
            return null;
        }
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose() => _session.Dispose();

    // False when the error means that there is nothing to do. After a repeated request, it means that the first one has succeeded.
    private async Task<bool> TryAsync(Func<CancellationToken, Task> callAsync, SlsErrorKind nothingToDo, CancellationToken cancellationToken)
    {
        int attempts = 0;
        try
        {
            return await RetryAsync(
                async token =>
                {
                    attempts++;
                    await callAsync(token).ConfigureAwait(false);
                    return true;
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (SlsException exception) when (SlsErrors.Classify(exception) == nothingToDo)
        {
            return attempts > 1;
        }
    }

    private async Task<T> RetryAsync<T>(Func<CancellationToken, Task<T>> callAsync, CancellationToken cancellationToken)
    {
        Backoff backoff = default;
        long started = _timeProvider.GetTimestamp();
        while (true)
        {
            try
            {
                return await callAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (IsTemporary(exception) && _timeProvider.GetElapsedTime(started) < RetryTimeout)
            {
                await Task.Delay(backoff.Next(exception), _timeProvider, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static bool IsTemporary(Exception exception) =>
        SlsErrors.IsKnown(exception) && SlsErrors.Classify(exception) is SlsErrorKind.Transient or SlsErrorKind.Throttled;
}
