namespace SlsSyslog.AspNetCore.Tests;

/// <summary>Creates snapshots as they come from a real process.</summary>
internal static class StatusExamples
{
    public static readonly DateTimeOffset Now = new(2026, 1, 15, 8, 9, 10, TimeSpan.Zero);

    private static readonly string[] Names = ["actiontrail/0", "actiontrail/1", "actiontrail/2", "actiontrail/3"];

    public static RecordTotals NoRecords { get; } = new(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /// <summary>A route that delivers without a problem.</summary>
    public static RouteStatus Running { get; } = new()
    {
        Name = "default",
        State = RouteState.Running,
        Project = "sec-prod",
        Logstores = ["actiontrail"],
        ConsumerGroup = "siem",
        Consumer = "forwarder-7c9f-3a1b",
        IsRegistered = true,
        HeartbeatAge = TimeSpan.FromSeconds(2.4),
        HeartbeatAttemptAge = TimeSpan.FromSeconds(2.4),
        CheckpointAge = TimeSpan.FromSeconds(0.6),
        Totals = new RecordTotals(4_821_377, 120_004, 4_700_161, 0, 0, 0, 1_212, 310, 42, 7, 0),
        RecordsPerSecond = 1204.4,
        BytesPerSecond = 1_652_000,
        ReadLag = TimeSpan.FromSeconds(0.02),
        DeliveryLag = TimeSpan.FromSeconds(0.41),
        RetentionLeft = TimeSpan.FromDays(29.9),
        UnsettledBytes = 1_402_113,
        MemoryUsedBytes = 21_000_000,
        MemoryLimitBytes = 134_217_728,
        LastDeliveryAt = Now - TimeSpan.FromSeconds(0.3),
        DeadLetterTarget = "/var/lib/slssyslog/dead-letters.jsonl",
        Shards = [.. Names.Select((name, index) => Shard(name, index))],
        Destinations =
        [
            new DestinationStatus
            {
                Address = "siem-a.corp:6514", Scheme = "tls", Connections = 2, Connects = 3, Breaks = 1, UnsettledBytes = 1_402_113,
                CertificateExpiresAt = Now + TimeSpan.FromDays(212),
            },
        ],
        Outages =
        [
            new OutageStatus(
                OutageSide.Destination,
                Now - TimeSpan.FromMinutes(41),
                Now - TimeSpan.FromMinutes(36),
                "siem-a.corp:6514 reset the connection.",
                12_804,
                310),
        ],
    };

    /// <summary>A route whose receiver confirms nothing.</summary>
    public static RouteStatus Waiting { get; } = Running with
    {
        RecordsPerSecond = 0,
        BytesPerSecond = 0,
        Totals = Running.Totals with { Read = 5_020_165, Pending = 200_000 },
        ReadLag = TimeSpan.FromMinutes(17),
        DeliveryLag = TimeSpan.FromMinutes(18.3),
        RetentionLeft = TimeSpan.FromHours(5),
        UnsettledBytes = 268_435_456,
        MemoryUsedBytes = 134_000_000,
        LastDeliveryAt = Now - TimeSpan.FromMinutes(18.3),
        LastError = new StatusError(
            Now - TimeSpan.FromSeconds(4),
            "siem-a.corp:6514: connection refused.",
            "Check that the SIEM listens on this address and port. Nothing is lost: the records are sent when it accepts connections again."),
        Outages =
        [
            new OutageStatus(
                OutageSide.Destination, Now - TimeSpan.FromMinutes(18.3), null, "siem-a.corp:6514: connection refused.", 200_000, 0),
            .. Running.Outages,
        ],
        Shards =
        [
            .. Running.Shards.Select((shard, index) => shard with
            {
                ReadLag = TimeSpan.FromMinutes(17 - index),
                DeliveryLag = TimeSpan.FromMinutes(18.3 - index),
                RetentionLeft = TimeSpan.FromHours(5 + index),
                Totals = shard.Totals with { Read = shard.Totals.Read + 50_000, Pending = shard.Totals.Pending + 50_000 },
            }),
        ],
        Destinations =
        [
            Running.Destinations[0] with
            {
                Connections = 0,
                Breaks = 2,
                LastError = new StatusError(
                    Now - TimeSpan.FromSeconds(4), "Connection refused.", "Check that the SIEM listens on this address and port."),
            },
        ],
    };

    /// <summary>A route with everything that a person has to do something about.</summary>
    public static RouteStatus Attention { get; } = Running with
    {
        Name = "audit",
        Logstores = ["audit", "operations"],
        ConsumerGroup = "siem-audit",
        Totals = Running.Totals with { Read = 4_821_389, DeadLettered = 12, Delivered = 4_700_161 },
        UnownedShards = ["audit/2", "operations/7"],
        Outages = [],
        Shards =
        [
            .. Running.Shards.Take(2),
            Running.Shards[2] with
            {
                Blocked = new StatusError(
                    Now - TimeSpan.FromMinutes(3),
                    "the server rejects the record at its position (554 message refused).",
                    "Check why the SIEM rejects the record, or specify a dead-letter handler for refused records."),
            },
            Running.Shards[3] with { IsOwned = false },
        ],
        Destinations =
        [
            Running.Destinations[0] with { CertificateExpiresAt = Now + TimeSpan.FromDays(5.2) },
            Running.Destinations[0] with
            {
                Address = "collector-with-a-long-name.security.eu-central.example.corp:2514", Scheme = "relps", Connections = 1, UnsettledBytes = 0,
            },
        ],
    };

    /// <summary>A route that has just started and knows nothing yet.</summary>
    public static RouteStatus Starting { get; } = new()
    {
        Name = "default",
        State = RouteState.Starting,
        Project = "sec-prod",
        Logstores = ["actiontrail"],
        ConsumerGroup = "siem",
        Totals = NoRecords,
    };

    public static SlsSyslogStatus Of(params RouteStatus[] routes) => new()
    {
        Version = "0.1.0",
        StartedAt = Now - TimeSpan.FromDays(3.2),
        Time = Now,
        Routes = routes,
        Totals = routes.Aggregate(NoRecords, (sum, route) => Add(sum, route.Totals)),
    };

    public static ShardForwardingStatus Shard(string name, int index = 0) => new()
    {
        Name = name,
        IsOwned = true,
        ReadLag = TimeSpan.FromSeconds(0.02),
        DeliveryLag = index == 0 ? TimeSpan.FromSeconds(0.41) : TimeSpan.Zero,
        RetentionLeft = TimeSpan.FromDays(29.9),
        Totals = new RecordTotals(1_205_344, 30_001, 1_175_040, 0, 0, 0, index == 0 ? 303 : 0, 77, 10, 2, 0),
        UnsettledBytes = index == 0 ? 350_000 : 0,
    };

    private static RecordTotals Add(RecordTotals one, RecordTotals other) => new(
        one.Read + other.Read,
        one.Filtered + other.Filtered,
        one.Delivered + other.Delivered,
        one.DeadLettered + other.DeadLettered,
        one.Skipped + other.Skipped,
        one.Released + other.Released,
        one.Pending + other.Pending,
        one.Repeated + other.Repeated,
        one.Truncated + other.Truncated,
        one.Sanitized + other.Sanitized,
        one.UnreadableTimes + other.UnreadableTimes);
}
