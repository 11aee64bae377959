using System.Text.Json.Serialization;

namespace SlsSyslog.Tool;

/// <summary>Represents one line of a delivery ledger.</summary>
internal sealed record LedgerRecord
{
    [JsonRequired]
    public string Project { get; init; } = "";

    [JsonRequired]
    public string Logstore { get; init; } = "";

    [JsonRequired]
    public string Shard { get; init; } = "";

    public string? Consumer { get; init; }

    [JsonRequired]
    public string Minute { get; init; } = "";

    public DateTimeOffset Written { get; init; }

    [JsonRequired]
    public string FirstCursor { get; init; } = "";

    [JsonRequired]
    public string LastCursor { get; init; } = "";

    [JsonRequired]
    public long Read { get; init; }

    public long Filtered { get; init; }

    public long Delivered { get; init; }

    public long DeadLettered { get; init; }

    public long Skipped { get; init; }

    public long GapLogGroups { get; init; }

    public long Repeated { get; init; }

    public long Truncated { get; init; }

    public double LatencyMax { get; init; }

    public long OnTime { get; init; }

    public string Destination { get; init; } = "";

    public string SettingsHash { get; init; } = "";

    public string Version { get; init; } = "";

    public long OmittedLines { get; init; }

    [JsonIgnore]
    public CursorSpan Span => new(CursorPoint.Of(FirstCursor), CursorPoint.Of(LastCursor));

    [JsonIgnore]
    public int ShardNumber => int.Parse(Shard, NumberStyles.None, CultureInfo.InvariantCulture);

    [JsonIgnore]
    public DateTimeOffset MinuteTime => DateTimeOffset.Parse(Minute, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    /// <summary>Gets the records that the line does not explain; 0 in a line that the forwarder wrote.</summary>
    [JsonIgnore]
    public long Unexplained => Read - Filtered - Delivered - DeadLettered - Skipped;
}
