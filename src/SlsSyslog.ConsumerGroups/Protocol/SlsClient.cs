using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SlsSyslog.ConsumerGroups;

/// <summary>Calls the operations on one logstore that return JSON (SLS protocol 3). Each call has a deadline and is sent once.</summary>
internal sealed class SlsClient(SlsConnection connection, string logstore, TimeProvider timeProvider)
{
    private static readonly TimeSpan CallDeadline = TimeSpan.FromSeconds(15);

    private readonly string _path = "/logstores/" + logstore;

    public string Logstore => logstore;

    public Task<GroupInfo[]> ListConsumerGroupsAsync(CancellationToken cancellationToken) =>
        CallAsync(new SlsRequest("ListConsumerGroup", HttpMethod.Get, _path + "/consumergroups"), SlsJson.Default.GroupInfoArray, cancellationToken);

    public Task CreateConsumerGroupAsync(string group, TimeSpan timeout, bool inOrder, CancellationToken cancellationToken)
    {
        NewGroupBody body = new(group, (int)timeout.TotalSeconds, inOrder);
        return CallAsync(
            new SlsRequest("CreateConsumerGroup", HttpMethod.Post, _path + "/consumergroups")
            {
                Body = JsonSerializer.SerializeToUtf8Bytes(body, SlsJson.Default.NewGroupBody),
            },
            cancellationToken);
    }

    /// <summary>Sends a heartbeat. The caller sets the deadline, because it depends on the heartbeat interval.</summary>
    /// <returns>The shards that are assigned to the consumer.</returns>
    public async Task<int[]> HeartbeatAsync(string group, string consumer, int[] held, CancellationToken cancellationToken)
    {
        int[] assigned = await connection.CallAsync(
            new SlsRequest("HeartBeat", HttpMethod.Post, GroupPath(group))
            {
                Query = [new("type", "heartbeat"), new("consumer", consumer)],
                Body = JsonSerializer.SerializeToUtf8Bytes(held, SlsJson.Default.Int32Array),
            },
            SlsJson.Default.Int32Array,
            cancellationToken).ConfigureAwait(false);
        return assigned.All(shard => shard >= 0)
            ? assigned
            : throw new SlsProtocolException("The response to HeartBeat contains a negative shard number.");
    }

    /// <summary>Gets the checkpoints of one shard, or of all shards. Shards without a checkpoint are omitted.</summary>
    public async Task<IReadOnlyDictionary<int, LogPosition>> GetCheckpointsAsync(string group, int? shard, CancellationToken cancellationToken)
    {
        CheckpointInfo[] all = await ListCheckpointsAsync(group, shard, cancellationToken).ConfigureAwait(false);
        Dictionary<int, LogPosition> stored = [];
        foreach (CheckpointInfo info in all)
        {
            if (!string.IsNullOrEmpty(info.Checkpoint))
            {
                stored[info.Shard] = new LogPosition(info.Checkpoint);
            }
        }

        return stored;
    }

    /// <summary>Gets what SLS returns about the checkpoints of one shard, or of all shards.</summary>
    public Task<CheckpointInfo[]> ListCheckpointsAsync(string group, int? shard, CancellationToken cancellationToken) =>
        CallAsync(
            new SlsRequest("GetCheckPoint", HttpMethod.Get, GroupPath(group)) { Query = shard is { } one ? [new("shard", Text(one))] : [] },
            SlsJson.Default.CheckpointInfoArray,
            cancellationToken);

    public Task DeleteConsumerGroupAsync(string group, CancellationToken cancellationToken) =>
        CallAsync(new SlsRequest("DeleteConsumerGroup", HttpMethod.Delete, GroupPath(group)), cancellationToken);

    /// <summary>Stores a checkpoint. Unless it is forced, the call fails when another consumer owns the shard.</summary>
    public Task UpdateCheckpointAsync(
        string group, string consumer, int shard, LogPosition position, bool isForced, CancellationToken cancellationToken) =>
        CallAsync(
            new SlsRequest("UpdateCheckPoint", HttpMethod.Post, GroupPath(group))
            {
                Query = [new("type", "checkpoint"), new("consumer", consumer), new("forceSuccess", isForced ? "true" : "false")],
                Body = JsonSerializer.SerializeToUtf8Bytes(new CheckpointBody(shard, position.Cursor), SlsJson.Default.CheckpointBody),
            },
            cancellationToken);

    /// <summary>Gets a cursor.</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="from">One of <c>begin</c>, <c>end</c> and the Unix seconds of receipt.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<LogPosition> GetCursorAsync(int shard, string from, CancellationToken cancellationToken)
    {
        CursorBody body = await CallAsync(
            new SlsRequest("GetCursor", HttpMethod.Get, ShardPath(shard)) { Query = [new("type", "cursor"), new("from", from)] },
            SlsJson.Default.CursorBody,
            cancellationToken).ConfigureAwait(false);
        return string.IsNullOrEmpty(body.Cursor) || body.Cursor.AsSpan().ContainsAnyExceptInRange('!', '~')
            ? throw new SlsProtocolException("The response to GetCursor does not contain a cursor.")
            : new LogPosition(body.Cursor);
    }

    /// <summary>Gets when SLS received the LogGroup at a position.</summary>
    public async Task<DateTimeOffset> GetCursorTimeAsync(int shard, LogPosition position, CancellationToken cancellationToken)
    {
        CursorTimeBody body = await CallAsync(
            new SlsRequest("GetCursorTime", HttpMethod.Get, ShardPath(shard))
            {
                Query = [new("type", "cursor_time"), new("cursor", position.Cursor)],
            },
            SlsJson.Default.CursorTimeBody,
            cancellationToken).ConfigureAwait(false);
        return (body.CursorTime is { } seconds ? SlsTime.FromUnixSeconds(seconds) : null)
            ?? throw new SlsProtocolException("The response to GetCursorTime does not contain a valid time.");
    }

    public Task<ShardInfo[]> ListShardsAsync(CancellationToken cancellationToken) =>
        CallAsync(new SlsRequest("ListShards", HttpMethod.Get, _path + "/shards"), SlsJson.Default.ShardInfoArray, cancellationToken);

    public Task<LogstoreInfo> GetLogstoreAsync(CancellationToken cancellationToken) =>
        CallAsync(new SlsRequest("GetLogStore", HttpMethod.Get, _path), SlsJson.Default.LogstoreInfo, cancellationToken);

    private string GroupPath(string group) => $"{_path}/consumergroups/{group}";

    private string ShardPath(int shard) => $"{_path}/shards/{Text(shard)}";

    private static string Text(int shard) => shard.ToString(CultureInfo.InvariantCulture);

    private async Task<T> CallAsync<T>(SlsRequest request, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using Deadline deadline = new(CallDeadline, timeProvider, cancellationToken);
        try
        {
            return await connection.CallAsync(request, type, deadline.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (deadline.HasPassed)
        {
            throw SlsException.TimedOut(request.Operation, CallDeadline);
        }
    }

    private async Task CallAsync(SlsRequest request, CancellationToken cancellationToken)
    {
        using Deadline deadline = new(CallDeadline, timeProvider, cancellationToken);
        try
        {
            await connection.CallAsync(request, deadline.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (deadline.HasPassed)
        {
            throw SlsException.TimedOut(request.Operation, CallDeadline);
        }
    }
}
