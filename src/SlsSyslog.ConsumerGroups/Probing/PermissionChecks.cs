namespace SlsSyslog.ConsumerGroups;

/// <summary>Sends one request for each permission. Those that would change something are rejected, because no consumer has the name.</summary>
/// <param name="client">Sends the requests.</param>
/// <param name="group">The consumer group.</param>
/// <param name="consumer">A name that no consumer has.</param>
internal sealed class PermissionChecks(SlsClient client, string group, string consumer)
{
    private const string Answered = "SLS answered the request.";
    private const string NoGroup = "SLS answered that the consumer group does not exist yet.";

    public async Task<IReadOnlyList<PermissionResult>> RunAsync(CancellationToken cancellationToken)
    {
        Task<ShardInfo[]> shards = client.ListShardsAsync(cancellationToken);
        Task<GroupInfo[]> groups = client.ListConsumerGroupsAsync(cancellationToken);
        Task<CheckpointInfo[]> checkpoints = client.ListCheckpointsAsync(group, null, cancellationToken);
        Task<LogstoreInfo> logstore = client.GetLogstoreAsync(cancellationToken);

        // The list of shards can be denied. Every logstore began with shard 0.
        int shard = await FindShardAsync(shards).ConfigureAwait(false);
        Task<LogPosition> cursor = client.GetCursorAsync(shard, ShardPosition.Earliest.WireText, cancellationToken);
        Task<int[]> heartbeat = client.HeartbeatAsync(group, consumer, [shard], cancellationToken);
        List<PermissionResult> results =
        [
            await CheckAsync("log:GetCursorOrData", isRequired: true, cursor).ConfigureAwait(false),
            await CheckAsync("log:ConsumerGroupHeartBeat", isRequired: true, heartbeat).ConfigureAwait(false),
            await CheckAsync("log:GetConsumerGroupCheckPoint", isRequired: true, checkpoints).ConfigureAwait(false),
            await CheckStoringAsync(checkpoints, cancellationToken).ConfigureAwait(false),
            await CheckAsync("log:ListConsumerGroup", isRequired: false, groups).ConfigureAwait(false),
        ];
        results.Add(CheckCreating(checkpoints));
        results.Add(await CheckAsync("log:ListShards", isRequired: false, shards).ConfigureAwait(false));
        results.Add(await CheckAsync("log:GetLogStore", isRequired: false, logstore).ConfigureAwait(false));
        return results;
    }

    private static async Task<int> FindShardAsync(Task<ShardInfo[]> shards)
    {
        await ((Task)shards).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return shards.IsCompletedSuccessfully && await shards.ConfigureAwait(false) is [{ Id: int first }, ..] ? first : 0;
    }

    // The checkpoints of a group that does not exist are an error.
    private static PermissionResult CheckCreating(Task<CheckpointInfo[]> checkpoints) => checkpoints.IsCompletedSuccessfully
        ? new("log:CreateConsumerGroup", PermissionState.Unknown, IsRequired: false, "It is not needed: the consumer group exists.")
        : new(
            "log:CreateConsumerGroup",
            PermissionState.Unknown,
            IsRequired: true,
            "It cannot be checked without creating the consumer group, which the first start does.");

    // SLS rejects the checkpoint, since the consumer does not own the shard. It is the stored one, so that nothing would change even otherwise.
    private async Task<PermissionResult> CheckStoringAsync(Task<CheckpointInfo[]> checkpoints, CancellationToken cancellationToken)
    {
        const string Action = "log:ConsumerGroupUpdateCheckPoint";
        CheckpointInfo? stored = checkpoints.IsCompletedSuccessfully
            ? Array.Find(await checkpoints.ConfigureAwait(false), info => !string.IsNullOrEmpty(info.Checkpoint))
            : null;
        return stored is null
            ? new(Action, PermissionState.Unknown, IsRequired: true, "It cannot be checked before the first checkpoint is stored.")
            : await CheckAsync(
                Action,
                isRequired: true,
                client.UpdateCheckpointAsync(
                    group, consumer, stored.Shard, new LogPosition(stored.Checkpoint!), isForced: false, cancellationToken))
                .ConfigureAwait(false);
    }

    private static async Task<PermissionResult> CheckAsync(string action, bool isRequired, Task request)
    {
        try
        {
            await request.ConfigureAwait(false);
            return new(action, PermissionState.Granted, isRequired, Answered);
        }
        catch (SlsException exception)
        {
            return SlsErrors.Classify(exception) switch
            {
                SlsErrorKind.Credentials => new(action, PermissionState.Denied, isRequired, exception.Message),

                // What a consumer that SLS does not know receives instead of a change.
                SlsErrorKind.Evicted or SlsErrorKind.OwnershipLost => new(action, PermissionState.Granted, isRequired, Answered),
                SlsErrorKind.GroupMissing => new(action, PermissionState.Granted, isRequired, NoGroup),
                _ => new(action, PermissionState.Unknown, isRequired, exception.Message),
            };
        }
        catch (SlsProtocolException exception)
        {
            return new(action, PermissionState.Unknown, isRequired, exception.Message);
        }
    }
}
