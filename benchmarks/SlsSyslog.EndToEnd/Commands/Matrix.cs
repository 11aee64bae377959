namespace SlsSyslog.EndToEnd;

/// <summary>The documented set of scenarios. Each differs from the first one in what its name says.</summary>
internal static class Matrix
{
    private static readonly Scenario Default = new() { Name = "default", Programs = ["native", "jit", "limit", "rsyslog"] };

    private static readonly Scenario Other = Default with { Programs = ["native", "limit"], Megabytes = 1000 };

    private static readonly Scenario Format = Other with { Programs = ["native"] };

    public static IReadOnlyList<Scenario> Scenarios { get; } =
    [
        Default,
        Of("200-byte records", 200, 12, 1000),
        Of("507-byte records", 507, 12, 1000),
        Of("2 kB records", 2000, 12, 1000),
        Of("12 fields of 500 bytes", 6200, 12, 200),
        Of("40 fields", 1600, 40, 500),
        Of("10 logs a group", 868, 12, 10),
        Of("1 log a group", 868, 12, 1),
        Format with { Name = "1 shard", Shards = 1 },
        Format with { Name = "16 shards", Shards = 16 },
        Format with { Name = "64 shards", Shards = 64 },
        Format with { Name = "TLS", Transport = "tls" },
        Format with { Name = "RELP", Transport = "relp", Megabytes = 500 },
        Format with { Name = "UDP", Transport = "udp", Megabytes = 300 },
        Format with { Name = "JSON", Settings = ["Message:Body=Json"] },
        Format with { Name = "CEF", Settings = ["Message:Preset=arcsight-cef", "Message:Profiles=none"] },
        Format with { Name = "LEEF", Settings = ["Message:Preset=qradar-leef", "Message:Profiles=none"] },
        Format with { Name = "RFC 3164", Settings = ["Message:Envelope=Rfc3164"] },
        Trail("ActionTrail, key-value"),
        Trail("ActionTrail, key-value through profiles") with { Settings = ["Message:Profiles=auto"] },
        Trail("ActionTrail, preset arcsight-cef", "arcsight-cef"),
        Trail("ActionTrail, preset qradar-leef", "qradar-leef"),
        Trail("ActionTrail, preset splunk", "splunk"),
        Trail("ActionTrail, preset elastic", "elastic"),
    ];

    private static Scenario Of(string name, int recordBytes, int fields, int groupLogs) =>
        Other with { Name = name, Data = new DataShape(DataKind.Audit, recordBytes, fields, groupLogs) };

    private static Scenario Trail(string name, string? preset = null) => Format with
    {
        Name = name,
        Data = new DataShape(DataKind.ActionTrail, 0, 0, 500),
        Megabytes = 500,
        Settings = preset is null ? [] : [$"Message:Preset={preset}"],
    };
}
