namespace SlsSyslog.Testing;

/// <summary>Writes the state of the emulator as JSON, for people and for tests in other processes.</summary>
internal static class AdminState
{
    public static SlsAnswer Describe(EmulatorServices services, AccountStore account) => SlsAnswer.Json(writer =>
    {
        EmulatorCounts counts = services.Journal.Counts;
        writer.WriteStartObject();
        writer.WriteNumber("requests", counts.Requests);
        writer.WriteNumber("errors", counts.Errors);
        writer.WriteNumber("logGroupsStored", counts.LogGroupsStored);
        writer.WriteNumber("logGroupsServed", counts.LogGroupsServed);
        writer.WriteNumber("rawBytesServed", counts.RawBytesServed);
        writer.WriteStartArray("logstores");
        foreach (EmulatorLogstore? logstore in account.Projects.SelectMany(project => account.ListLogstores(project.Name)))
        {
            Write(writer, logstore);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter writer, EmulatorLogstore logstore)
    {
        writer.WriteStartObject();
        writer.WriteString("project", logstore.Project);
        writer.WriteString("logstore", logstore.Name);
        writer.WriteStartArray("shards");
        foreach (EmulatorShard shard in logstore.Shards)
        {
            writer.WriteStartObject();
            writer.WriteNumber("shard", shard.Id);
            writer.WriteBoolean("readOnly", shard.IsReadOnly);
            writer.WriteString("beginCursor", shard.BeginCursor);
            writer.WriteString("endCursor", shard.EndCursor);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("consumerGroups");
        foreach (EmulatorConsumerGroup group in logstore.ConsumerGroups)
        {
            Write(writer, group);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, EmulatorConsumerGroup group)
    {
        writer.WriteStartObject();
        writer.WriteString("name", group.Name);
        writer.WriteStartArray("consumers");
        foreach (string consumer in group.Consumers)
        {
            writer.WriteStringValue(consumer);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("shards");
        foreach ((EmulatorShardOwner? owner, EmulatorCheckpoint? checkpoint) in group.Owners.Zip(group.Checkpoints))
        {
            writer.WriteStartObject();
            writer.WriteNumber("shard", owner.Shard);
            writer.WriteString("state", owner.State.ToString());
            writer.WriteString("holder", owner.Holder);
            writer.WriteString("checkpoint", checkpoint.Cursor);
            writer.WriteString("checkpointConsumer", checkpoint.Consumer);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
