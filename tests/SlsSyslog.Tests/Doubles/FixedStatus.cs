namespace SlsSyslog.Tests;

/// <summary>Provides the status that the test sets.</summary>
internal sealed class FixedStatus : ISlsSyslogStatus
{
    private static readonly DateTimeOffset Start = new(2026, 11, 26, 7, 0, 0, TimeSpan.Zero);

    private volatile RouteStatus[] _routes = [new RouteStatus { Name = "siem", State = RouteState.Running, Totals = Totals() }];

    /// <summary>Gets or sets the only route.</summary>
    public RouteStatus Route
    {
        get => _routes[0];
        set => _routes = [value];
    }

    public Exception? Failure { get; set; }

    public static RecordTotals Totals(long delivered = 0, long pending = 0, long deadLettered = 0, long repeated = 0) =>
        new(delivered + pending + deadLettered, 0, delivered, deadLettered, 0, 0, pending, repeated, 0, 0, 0);

    public SlsSyslogStatus GetStatus() => Failure is { } failure
        ? throw failure
        : new() { Version = "1.2.3", StartedAt = Start, Time = Start.AddHours(1), Routes = _routes, Totals = _routes[0].Totals };
}
