using System.Text.Json.Nodes;

namespace SlsSyslog.Testing;

/// <summary>Describes the state of the emulator as JSON, for people and for tests in other processes.</summary>
internal static class AdminState
{
    public static SlsAnswer Describe(EmulatorServices services, AccountStore account)
    {
        EmulatorCounts counts = services.Journal.Counts;
        return SlsAnswer.Json(new JsonObject
        {
            ["requests"] = counts.Requests,
            ["errors"] = counts.Errors,
            ["logGroupsStored"] = counts.LogGroupsStored,
            ["logGroupsServed"] = counts.LogGroupsServed,
            ["rawBytesServed"] = counts.RawBytesServed,
            ["logstores"] = new JsonArray([.. account.Projects.SelectMany(project => account.ListLogstores(project.Name)).Select(Describe)]),
        });
    }

    private static JsonObject Describe(EmulatorLogstore logstore) => new()
    {
        ["project"] = logstore.Project,
        ["logstore"] = logstore.Name,
        ["shards"] = new JsonArray([.. logstore.Shards.Select(shard => new JsonObject
        {
            ["shard"] = shard.Id,
            ["readOnly"] = shard.IsReadOnly,
            ["beginCursor"] = shard.BeginCursor,
            ["endCursor"] = shard.EndCursor,
        })]),
        ["consumerGroups"] = new JsonArray([.. logstore.ConsumerGroups.Select(Describe)]),
    };

    private static JsonObject Describe(EmulatorConsumerGroup group) => new()
    {
        ["name"] = group.Name,
        ["consumers"] = new JsonArray([.. group.Consumers]),
        ["shards"] = new JsonArray([.. group.Owners.Zip(group.Checkpoints, (owner, checkpoint) => new JsonObject
        {
            ["shard"] = owner.Shard,
            ["state"] = owner.State.ToString(),
            ["holder"] = owner.Holder,
            ["checkpoint"] = checkpoint.Cursor,
            ["checkpointConsumer"] = checkpoint.Consumer,
        })]),
    };
}
