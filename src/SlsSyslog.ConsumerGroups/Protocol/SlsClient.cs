using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SlsSyslog.Serialization;

namespace SlsSyslog.ConsumerGroups;

// The operations on one logstore that answer with JSON (SLS protocol 3). Each call has a deadline and is tried once.
internal sealed class SlsClient(SlsConnection connection, string logstore, TimeProvider time)
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

    // Gives the shards that SLS has allotted to the consumer. The deadline is the caller's: a late heartbeat is a lost one.
    public Task<int[]> HeartbeatAsync(string group, string consumer, int[] held, CancellationToken cancellationToken) =>
        connection.CallAsync(
            new SlsRequest("HeartBeat", HttpMethod.Post, GroupPath(group))
            {
                Query = [new("type", "heartbeat"), new("consumer", consumer)],
                Body = JsonSerializer.SerializeToUtf8Bytes(held, SlsJson.Default.Int32Array),
            },
            SlsJson.Default.Int32Array,
            cancellationToken);

    // Checkpoints of all shards that have one.
    public async Task<IReadOnlyDictionary<int, LogPosition>> GetCheckpointsAsync(string group, int? shard, CancellationToken cancellationToken)
    {
        CheckpointInfo[] all = await CallAsync(
            new SlsRequest("GetCheckPoint", HttpMethod.Get, GroupPath(group)) { Query = shard is { } one ? [new("shard", Text(one))] : [] },
            SlsJson.Default.CheckpointInfoArray,
            cancellationToken).ConfigureAwait(false);

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

    // Never forced: it fails when somebody else owns the shard.
    public Task UpdateCheckpointAsync(string group, string consumer, int shard, LogPosition position, CancellationToken cancellationToken) =>
        CallAsync(
            new SlsRequest("UpdateCheckPoint", HttpMethod.Post, GroupPath(group))
            {
                Query = [new("type", "checkpoint"), new("consumer", consumer), new("forceSuccess", "false")],
                Body = JsonSerializer.SerializeToUtf8Bytes(new CheckpointBody(shard, position.Cursor), SlsJson.Default.CheckpointBody),
            },
            cancellationToken);

    // From: begin, end, or unix seconds of receipt.
    public async Task<LogPosition> GetCursorAsync(int shard, string from, CancellationToken cancellationToken)
    {
        CursorBody body = await CallAsync(
            new SlsRequest("GetCursor", HttpMethod.Get, ShardPath(shard)) { Query = [new("type", "cursor"), new("from", from)] },
            SlsJson.Default.CursorBody,
            cancellationToken).ConfigureAwait(false);
        return string.IsNullOrEmpty(body.Cursor)
            ? throw new SlsProtocolException("GetCursor was answered without a cursor.")
            : new LogPosition(body.Cursor);
    }

    // When SLS received the LogGroup at the cursor.
    public async Task<DateTimeOffset> GetCursorTimeAsync(int shard, LogPosition position, CancellationToken cancellationToken)
    {
        CursorTimeBody body = await CallAsync(
            new SlsRequest("GetCursorTime", HttpMethod.Get, ShardPath(shard)) { Query = [new("type", "cursor_time"), new("cursor", position.Cursor)] },
            SlsJson.Default.CursorTimeBody,
            cancellationToken).ConfigureAwait(false);
        return SlsTime.FromUnixSeconds(body.CursorTime)
            ?? throw new SlsProtocolException("GetCursorTime was answered with a number that is no time.");
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
        using Deadline deadline = new(CallDeadline, time, cancellationToken);
        try
        {
            return await connection.CallAsync(request, type, deadline.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (deadline.HasPassed)
        {
            throw SlsException.TooLate(request.Operation, CallDeadline);
        }
    }

    private async Task CallAsync(SlsRequest request, CancellationToken cancellationToken)
    {
        using Deadline deadline = new(CallDeadline, time, cancellationToken);
        try
        {
            await connection.CallAsync(request, deadline.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (deadline.HasPassed)
        {
            throw SlsException.TooLate(request.Operation, CallDeadline);
        }
    }
}
