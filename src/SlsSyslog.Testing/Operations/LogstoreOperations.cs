using System.Text.Json;

namespace SlsSyslog.Testing;

/// <summary>Implements CreateLogstore, GetLogstore, UpdateLogstore, ListLogstores and DeleteLogstore.</summary>
internal sealed class LogstoreOperations(AccountStore account)
{
    private const string InfoInvalid = "LogStoreInfoInvalid";

    public SlsAnswer Create(SlsRequest request, Route route)
    {
        using JsonBody body = JsonBody.Parse(request, JsonValueKind.Object, InfoInvalid);
        string name = body.RequireText("logstoreName");
        ResourceNames.CheckLogstore(name);
        int shardCount = body.FindInteger("shardCount") ?? 2;
        if (shardCount is < 1 or > 100)
        {
            throw new EmulatorException(400, InfoInvalid, $"shardCount {shardCount} is not from 1 to 100");
        }

        account.CreateLogstore(route.Project, name, shardCount, ReadRetention(body) ?? TimeSpan.FromDays(30));
        return SlsAnswer.Empty();
    }

    public SlsAnswer Get(SlsRequest request, Route route)
    {
        EmulatorLogstore logstore = account.FindLogstore(route.Project, route.Logstore);
        return SlsAnswer.Json(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("logstoreName", logstore.Name);
            writer.WriteNumber("ttl", (int)Math.Ceiling(logstore.Retention.TotalDays));
            writer.WriteNumber("shardCount", logstore.Shards.Count(shard => !shard.IsReadOnly));
            writer.WriteBoolean("enable_tracking", false);
            writer.WriteBoolean("autoSplit", false);
            writer.WriteNumber("maxSplitShard", 0);
            writer.WriteBoolean("appendMeta", false);
            writer.WriteNumber("createTime", logstore.CreatedAt.ToUnixTimeSeconds());
            writer.WriteNumber("lastModifyTime", logstore.CreatedAt.ToUnixTimeSeconds());
            writer.WriteEndObject();
        });
    }

    public SlsAnswer Update(SlsRequest request, Route route)
    {
        EmulatorLogstore logstore = account.FindLogstore(route.Project, route.Logstore);
        using JsonBody body = JsonBody.Parse(request, JsonValueKind.Object, InfoInvalid);
        if (ReadRetention(body) is { } retention)
        {
            logstore.Retention = retention;
        }

        return SlsAnswer.Empty();
    }

    public SlsAnswer List(SlsRequest request, Route route)
    {
        string filter = request.Query["logstoreName"] ?? "";
        EmulatorLogstore[] all =
            [.. account.ListLogstores(route.Project).Where(logstore => logstore.Name.Contains(filter, StringComparison.Ordinal))];
        EmulatorLogstore[] page = all.Skip(ReadNumber(request, "offset") ?? 0).Take(ReadNumber(request, "size") ?? 500).ToArray();
        return SlsAnswer.Json(writer =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("count", page.Length);
            writer.WriteNumber("total", all.Length);
            writer.WriteStartArray("logstores");
            foreach (EmulatorLogstore? logstore in page)
            {
                writer.WriteStringValue(logstore.Name);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    public SlsAnswer Delete(SlsRequest request, Route route)
    {
        account.DeleteLogstore(route.Project, route.Logstore);
        return SlsAnswer.Empty();
    }

    private static TimeSpan? ReadRetention(JsonBody body)
    {
        if (body.FindInteger("ttl") is not { } days)
        {
            return null;
        }

        return days is >= 1 and <= 3650
            ? TimeSpan.FromDays(days)
            : throw new EmulatorException(400, InfoInvalid, $"ttl {days} is not from 1 to 3650 days");
    }

    private static int? ReadNumber(SlsRequest request, string name)
    {
        if (request.Query[name] is not { Length: > 0 } text)
        {
            return null;
        }

        return int.TryParse(text, out int number) && number >= 0 ? number : throw EmulatorException.ParameterInvalid($"{name} {text} is invalid");
    }
}
