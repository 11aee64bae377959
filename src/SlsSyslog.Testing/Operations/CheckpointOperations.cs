using System.Text.Json.Nodes;

namespace SlsSyslog.Testing;

/// <summary>Implements GetCheckPoint and UpdateCheckPoint.</summary>
internal sealed class CheckpointOperations(AccountStore account)
{
    public SlsAnswer Get(SlsRequest request, Route route)
    {
        EmulatorConsumerGroup group = ConsumerGroupOperations.Find(account.FindLogstore(route.Project, route.Logstore), route.Group);

        // A shard that does not exist returns an empty array, not an error.
        IEnumerable<EmulatorCheckpoint> checkpoints = group.Checkpoints.Where(checkpoint => route.Shard is null || checkpoint.Shard == route.Shard);
        return SlsAnswer.Json(new JsonArray([.. checkpoints.Select(checkpoint => new JsonObject
        {
            ["shard"] = checkpoint.Shard,
            ["checkpoint"] = checkpoint.Cursor,
            ["updateTime"] = (checkpoint.UpdatedAt - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond,
            ["consumer"] = checkpoint.Consumer,
        })]));
    }

    public SlsAnswer Update(SlsRequest request, Route route)
    {
        EmulatorConsumerGroup group = ConsumerGroupOperations.Find(account.FindLogstore(route.Project, route.Logstore), route.Group);
        using JsonBody body = JsonBody.Parse(request, JsonValueKind.Object, "JsonInfoInvalid");
        string consumer = request.Query["consumer"] ?? "";

        // One SDK sends True, others true. Without a consumer, only a forced write can be stored.
        bool force = string.Equals(request.Query["forceSuccess"], "true", StringComparison.OrdinalIgnoreCase);
        EmulatorException.ThrowIfInvalid(consumer.Length == 0 && !force, "consumer is missing and forceSuccess is not true");
        group.StoreCheckpoint(consumer, body.RequireInteger("shard"), body.RequireText("checkpoint"), force);
        return SlsAnswer.Empty();
    }
}
