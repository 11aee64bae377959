namespace SlsSyslog.Testing;

/// <summary>Adds logs that are described in JSON, as one LogGroup.</summary>
internal static class AdminLogs
{
    public static void Append(EmulatorLogstore logstore, TimeProvider timeProvider, JsonBody body)
    {
        uint time = (uint)timeProvider.GetUtcNow().ToUnixTimeSeconds();
        EmulatorLog[] logs = [.. body.RequireObjects("logs").Select(log => new EmulatorLog
        {
            Time = time,
            Contents = [.. log.Select(field => new EmulatorField(field.Name, field.Value))],
        })];
        int? id = body.FindInteger("shard");
        EmulatorShard shard = logstore.Shards.FirstOrDefault(candidate => id is null ? !candidate.IsReadOnly : candidate.Id == id)
            ?? throw EmulatorException.ShardNotExist(id ?? 0);
        logstore.Append(shard.Id, new EmulatorLogGroup(logs));
    }
}
