using System.Text.Json.Nodes;

namespace SlsSyslog.Testing;

/// <summary>Represents properties of a logstore that are only kept and returned. Retention and shards, which matter, are elsewhere.</summary>
internal sealed record LogstoreSettings
{
    private const string InfoInvalid = "LogStoreInfoInvalid";

    public bool EnableTracking { get; init; }

    public bool AutoSplit { get; init; }

    public int MaxSplitShard { get; init; }

    public bool AppendMeta { get; init; }

    public string Mode { get; init; } = "standard";

    public string TelemetryType { get; init; } = "None";

    public int? HotTtl { get; init; }

    public int? InfrequentAccessTtl { get; init; }

    /// <summary>Gets the encryption configuration as JSON, or <see langword="null"/>.</summary>
    public string? Encryption { get; init; }

    /// <summary>Reads a request or a stored state. Properties that are absent keep their values.</summary>
    /// <exception cref="EmulatorException">A property is not valid or not supported.</exception>
    public LogstoreSettings With(JsonBody body)
    {
        LogstoreSettings changed = this with
        {
            EnableTracking = body.FindBoolean("enable_tracking") ?? EnableTracking,
            AutoSplit = body.FindBoolean("autoSplit") ?? AutoSplit,
            MaxSplitShard = body.FindInteger("maxSplitShard") ?? MaxSplitShard,
            AppendMeta = body.FindBoolean("appendMeta") ?? AppendMeta,
            Mode = body.FindText("mode") ?? Mode,
            TelemetryType = body.FindText("telemetryType") is { Length: > 0 } type ? type : TelemetryType,
            HotTtl = body.FindInteger("hot_ttl") ?? HotTtl,
            InfrequentAccessTtl = body.FindInteger("infrequentAccessTTL") ?? InfrequentAccessTtl,
            Encryption = body.FindObject("encrypt_conf") ?? Encryption,
        };
        Require(changed.MaxSplitShard is >= 0 and <= 256, $"maxSplitShard {changed.MaxSplitShard} is not from 1 to 256");
        Require(!changed.AutoSplit || changed.MaxSplitShard > 0, "autoSplit requires maxSplitShard");
        Require(changed.Mode is "standard" or "query", $"mode {changed.Mode} is not standard or query");
        Require(changed.TelemetryType is "None" or "Metrics", $"telemetryType {changed.TelemetryType} is not None or Metrics");
        Require(changed.HotTtl is null or -1 or (>= 7 and <= 3650), $"hot_ttl {changed.HotTtl} is neither -1 nor from 7 to 3650 days");
        Require(changed.InfrequentAccessTtl is null or >= 30, $"infrequentAccessTTL {changed.InfrequentAccessTtl} is less than 30 days");
        Require(body.FindText("processorId") is null or "", "processorId is not supported by the emulator");
        return changed;
    }

    /// <exception cref="EmulatorException">A storage tier lasts longer than the retention.</exception>
    public void CheckRetention(TimeSpan retention) =>
        Require(!(HotTtl > retention.TotalDays), $"hot_ttl {HotTtl} is greater than ttl {(int)retention.TotalDays}");

    /// <summary>Reads stored JSON. Without it, all properties have their defaults.</summary>
    public static LogstoreSettings Parse(string json)
    {
        using JsonBody body = JsonBody.Parse(Encoding.UTF8.GetBytes(json.Length == 0 ? "{}" : json), JsonValueKind.Object, InfoInvalid);
        return new LogstoreSettings().With(body);
    }

    public JsonObject ToJson()
    {
        JsonObject json = new()
        {
            ["enable_tracking"] = EnableTracking,
            ["autoSplit"] = AutoSplit,
            ["maxSplitShard"] = MaxSplitShard,
            ["appendMeta"] = AppendMeta,
            ["mode"] = Mode,
            ["telemetryType"] = TelemetryType,
        };
        AddIfSet("hot_ttl", HotTtl);
        AddIfSet("infrequentAccessTTL", InfrequentAccessTtl);
        AddIfSet("encrypt_conf", Encryption is null ? null : JsonNode.Parse(Encryption));
        return json;

        void AddIfSet(string name, JsonNode? value)
        {
            if (value is not null)
            {
                json[name] = value;
            }
        }
    }

    private static void Require(bool condition, string message) => EmulatorException.ThrowIf(!condition, 400, InfoInvalid, message);
}
