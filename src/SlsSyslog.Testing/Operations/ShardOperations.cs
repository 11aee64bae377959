using System.Text.Json.Nodes;

namespace SlsSyslog.Testing;

/// <summary>Implements ListShards, SplitShard, MergeShards, GetCursor and GetCursorTime.</summary>
internal sealed class ShardOperations(AccountStore account)
{
    // Writable shards first, as the service lists them: clients must not rely on an order by id.
    public SlsAnswer List(SlsRequest request, Route route) =>
        Describe(Find(route).Shards.OrderBy(shard => shard.IsReadOnly).ThenBy(shard => shard.Id));

    public SlsAnswer Split(SlsRequest request, Route route)
    {
        EmulatorLogstore logstore = Find(route);
        UInt128? key = null;
        if (request.Query["key"] is { Length: > 0 } text)
        {
            key = HashKey.TryParse(text, out UInt128 parsed) ? parsed : throw EmulatorException.ParameterInvalid("invalid mid hash");
        }

        int count = request.Query["shardCount"] is { Length: > 0 } number
            ? int.TryParse(number, CultureInfo.InvariantCulture, out int value)
                ? value
                : throw EmulatorException.ParameterInvalid("invalid shard count")
            : 2;
        return Describe(logstore.Split(route.Shard!.Value, key, count));
    }

    public SlsAnswer Merge(SlsRequest request, Route route) => Describe(Find(route).Merge(route.Shard!.Value));

    public SlsAnswer GetCursor(SlsRequest request, Route route)
    {
        string from = request.Query["from"] ?? throw EmulatorException.ParameterInvalid("Parameter From is not valid");
        EmulatorLogstore logstore = Find(route);
        long cursor = logstore.Locked(() =>
        {
            ShardStore shard = logstore.Existing(route.Shard!.Value);
            return from switch
            {
                "begin" => shard.Begin,
                "end" => shard.End,
                _ when long.TryParse(from, NumberStyles.None, CultureInfo.InvariantCulture, out long time) => shard.Find(time),
                _ => throw EmulatorException.ParameterInvalid("Parameter From is not valid"),
            };
        });
        return SlsAnswer.Json(new JsonObject { ["cursor"] = CursorText.Format(cursor) });
    }

    public SlsAnswer GetCursorTime(SlsRequest request, Route route)
    {
        string text = request.Query["cursor"] ?? "";
        EmulatorLogstore logstore = Find(route);
        long time = logstore.Locked(() =>
        {
            ShardStore shard = logstore.Existing(route.Shard!.Value);
            return shard.TimeAt(PullOperation.ParseWithin(shard, text));
        });
        return SlsAnswer.Json(new JsonObject { ["cursor_time"] = time });
    }

    private EmulatorLogstore Find(Route route) => account.FindLogstore(route.Project, route.Logstore);

    private static SlsAnswer Describe(IEnumerable<EmulatorShard> shards) => SlsAnswer.Json(new JsonArray([.. shards.Select(shard => new JsonObject
    {
        ["shardID"] = shard.Id,
        ["status"] = shard.IsReadOnly ? "readonly" : "readwrite",
        ["inclusiveBeginKey"] = shard.BeginKey,
        ["exclusiveEndKey"] = shard.EndKey,
        ["createTime"] = shard.CreatedAt.ToUnixTimeSeconds(),
    })]));
}
