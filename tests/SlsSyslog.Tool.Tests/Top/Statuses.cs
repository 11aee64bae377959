using SlsSyslog.Serialization;

namespace SlsSyslog.Tool.Tests;

/// <summary>Creates snapshots for tests of what is shown of them.</summary>
internal static class Statuses
{
    public static readonly DateTimeOffset Now = new(2026, 11, 26, 8, 0, 0, TimeSpan.Zero);

    public static SlsSyslogStatus Of(params RouteStatus[] routes) => new()
    {
        Version = "1.2.3",
        StartedAt = Now.AddHours(-1),
        Time = Now,
        Routes = routes,
        Totals = routes.Length > 0 ? routes[0].Totals : Totals(),
    };

    public static RouteStatus Route(string name = "siem") => new()
    {
        Name = name,
        State = RouteState.Running,
        ConsumerGroup = "siem",
        IsRegistered = true,
        Totals = Totals(delivered: 12_345, pending: 67, repeated: 8),
        RecordsPerSecond = 4321.9,
        ReadLag = TimeSpan.FromMilliseconds(300),
        DeliveryLag = TimeSpan.FromSeconds(75),
        Shards = [Shard("logs/0"), Shard("logs/1")],
        Destinations = [new DestinationStatus { Address = "siem.corp:6514", Scheme = "tls", Connections = 1 }],
    };

    public static ShardForwardingStatus Shard(string name, StatusError? blocked = null) => new()
    {
        Name = name,
        IsOwned = true,
        NextPosition = new LogPosition("MQ=="),
        Totals = Totals(),
        Blocked = blocked,
    };

    public static StatusError Error(string message = "The connection was refused.") => new(Now.AddSeconds(-3), message, "Start the receiver.");

    public static RecordTotals Totals(long delivered = 0, long pending = 0, long repeated = 0) =>
        new(delivered + pending, 0, delivered, 0, 0, 0, pending, repeated, 0, 0, 0);
}
