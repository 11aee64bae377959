using System.Text.Json;
using System.Text.Json.Serialization;

namespace SlsSyslog.ConsumerGroups;

/// <summary>Describes the JSON bodies of SLS protocol section 3. SLS sends bare arrays, although its documentation shows them wrapped.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(SlsErrorBody))]
[JsonSerializable(typeof(CursorBody))]
[JsonSerializable(typeof(CursorTimeBody))]
[JsonSerializable(typeof(NewGroupBody))]
[JsonSerializable(typeof(GroupInfo[]))]
[JsonSerializable(typeof(CheckpointBody))]
[JsonSerializable(typeof(CheckpointInfo[]))]
[JsonSerializable(typeof(ShardInfo[]))]
[JsonSerializable(typeof(LogstoreInfo))]
[JsonSerializable(typeof(int[]))]
internal sealed partial class SlsJson : JsonSerializerContext;

internal sealed record SlsErrorBody(string? ErrorCode, string? ErrorMessage);

internal sealed record CursorBody(string? Cursor);

internal sealed record CursorTimeBody([property: JsonPropertyName("cursor_time")] long? CursorTime);

internal sealed record NewGroupBody(string ConsumerGroup, int Timeout, bool Order);

internal sealed record GroupInfo(string? Name, int Timeout, bool Order);

internal sealed record CheckpointBody(int Shard, string Checkpoint);

internal sealed record CheckpointInfo(
    [property: JsonRequired] int Shard, string? Checkpoint, JsonElement? UpdateTime = null, string? Consumer = null);

internal sealed record ShardInfo(
    [property: JsonPropertyName("shardID"), JsonRequired] int Id,
    string? Status,
    string? InclusiveBeginKey,
    string? ExclusiveEndKey,
    long CreateTime);

internal sealed record LogstoreInfo(int Ttl);
