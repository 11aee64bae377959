using System.Text.Json.Nodes;

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
        EmulatorException.ThrowIf(shardCount is < 1 or > 100, 400, InfoInvalid, $"shardCount {shardCount} is not from 1 to 100");
        TimeSpan retention = ReadRetention(body) ?? TimeSpan.FromDays(30);
        LogstoreSettings settings = new LogstoreSettings().With(body);
        settings.CheckRetention(retention);
        account.CreateLogstore(route.Project, name, shardCount, retention, settings);
        return SlsAnswer.Empty();
    }

    public SlsAnswer Get(SlsRequest request, Route route)
    {
        EmulatorLogstore logstore = account.FindLogstore(route.Project, route.Logstore);
        JsonObject answer = logstore.Settings.ToJson();
        answer.Insert(0, "logstoreName", logstore.Name);
        answer.Insert(1, "ttl", (int)Math.Ceiling(logstore.Retention.TotalDays));
        answer.Insert(2, "shardCount", logstore.Shards.Count(shard => !shard.IsReadOnly));
        answer["createTime"] = logstore.CreatedAt.ToUnixTimeSeconds();
        answer["lastModifyTime"] = logstore.ModifiedAt.ToUnixTimeSeconds();
        return SlsAnswer.Json(answer);
    }

    public SlsAnswer Update(SlsRequest request, Route route)
    {
        EmulatorLogstore logstore = account.FindLogstore(route.Project, route.Logstore);
        using JsonBody body = JsonBody.Parse(request, JsonValueKind.Object, InfoInvalid);
        CheckFixed(body, "logstoreName", logstore.Name);
        CheckFixed(body, "telemetryType", logstore.Settings.TelemetryType);
        CheckFixed(body, "shardCount", $"{logstore.Shards.Count(shard => !shard.IsReadOnly)}");
        TimeSpan retention = ReadRetention(body) ?? logstore.Retention;
        LogstoreSettings settings = logstore.Settings.With(body);
        settings.CheckRetention(retention);
        logstore.Retention = retention;
        logstore.Settings = settings;
        return SlsAnswer.Empty();
    }

    public SlsAnswer List(SlsRequest request, Route route)
    {
        string filter = request.Query["logstoreName"] ?? "";
        EmulatorLogstore[] all =
        [
            .. account.ListLogstores(route.Project).Where(logstore => logstore.Name.Contains(filter, StringComparison.Ordinal)
                && (request.Query["telemetryType"] is not { Length: > 0 } type || type == logstore.Settings.TelemetryType)
                && (request.Query["mode"] is not { Length: > 0 } mode || mode == logstore.Settings.Mode)),
        ];
        EmulatorLogstore[] page = all.Skip(ReadNumber(request, "offset") ?? 0).Take(ReadNumber(request, "size") ?? 500).ToArray();
        return SlsAnswer.Json(new JsonObject
        {
            ["count"] = page.Length,
            ["total"] = all.Length,
            ["logstores"] = new JsonArray([.. page.Select(logstore => logstore.Name)]),
        });
    }

    public SlsAnswer Delete(SlsRequest request, Route route)
    {
        account.DeleteLogstore(route.Project, route.Logstore);
        return SlsAnswer.Empty();
    }

    private static void CheckFixed(JsonBody body, string property, string current)
    {
        string given = body.FindScalar(property) ?? current;
        EmulatorException.ThrowIf(given != current, 400, InfoInvalid, $"{property} cannot be changed from {current} to {given} by an update");
    }

    private static TimeSpan? ReadRetention(JsonBody body) => body.FindInteger("ttl") switch
    {
        null => null,
        >= 1 and <= 3650 and int days => TimeSpan.FromDays(days),
        int days => throw new EmulatorException(400, InfoInvalid, $"ttl {days} is not from 1 to 3650 days"),
    };

    private static int? ReadNumber(SlsRequest request, string name)
    {
        string text = request.Query[name] ?? "";
        return text.Length == 0 ? null
            : int.TryParse(text, out int number) && number >= 0 ? number
            : throw EmulatorException.ParameterInvalid($"{name} {text} is invalid");
    }
}
