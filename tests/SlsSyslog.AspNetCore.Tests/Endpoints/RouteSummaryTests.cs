namespace SlsSyslog.AspNetCore.Tests;

public sealed class RouteSummaryTests
{
    private static readonly RouteStatus Running = StatusExamples.Running with { Outages = [] };
    private static readonly RecordTotals NothingPending = Running.Totals with { Pending = 0 };
    private static readonly StatusError Error = new(StatusExamples.Now, "The consumer group does not exist.", "Create it.");

    public static TheoryData<string, RouteStatus> Cases => new()
    {
        { "Starting: registering with consumer group siem.", Running with { State = RouteState.Starting, IsRegistered = false } },
        { "Starting: registering with consumer group siem.", Running with { IsRegistered = false } },
        { "Starting.", Running with { State = RouteState.Starting, IsRegistered = true, ConsumerGroup = null } },
        { "Delivering 1,204 records/s, 1,212 records unconfirmed.", Running },
        { "Delivering 1,204 records/s, everything that was read is confirmed.", Running with { Totals = NothingPending } },
        { "Delivering 0.3 records/s, everything that was read is confirmed.", Running with { Totals = NothingPending, RecordsPerSecond = 0.3 } },
        { "Delivering: 1,212 records unconfirmed.", Running with { RecordsPerSecond = 0 } },
        { "Catching up with 1,204 records/s: 3 h behind.", Running with { ReadLag = TimeSpan.FromHours(3) } },
        {
            "Behind by 3 h: nothing was confirmed in the last minute, 1,212 records unconfirmed.",
            Running with { DeliveryLag = TimeSpan.FromHours(3), RecordsPerSecond = 0 }
        },
        { "Idle: everything is confirmed. The last delivery was 300 ms ago.", Running with { Totals = NothingPending, RecordsPerSecond = 0 } },
        {
            "Idle: there are no records to deliver yet.",
            Running with { Totals = StatusExamples.NoRecords, RecordsPerSecond = 0, LastDeliveryAt = null }
        },
        {
            "Waiting for shards: other processes of the consumer group own them.",
            Running with { Totals = NothingPending, RecordsPerSecond = 0, Shards = [] }
        },
        { "Waiting for the SIEM: not connected, 200,000 records unconfirmed.", StatusExamples.Waiting with { Outages = [] } },
        { "Waiting: SLS rejects the access key or its permissions.", Running with { AreCredentialsRejected = true } },
        { "Waiting for the SIEM for 18 min 18 s: 200,000 records unconfirmed.", StatusExamples.Waiting },
        {
            "Waiting for SLS for 2 min: connection refused.",
            Running with { Outages = [new(OutageSide.Source, StatusExamples.Now - TimeSpan.FromMinutes(2), null, "connection refused.", 0, 0)] }
        },
        { "Blocked: 1 of 3 shards cannot continue.", StatusExamples.Attention },
        { "Stopping: 1,212 records still unconfirmed.", Running with { State = RouteState.Draining } },
        { "Stopped. Everything that was sent is confirmed.", Running with { State = RouteState.Stopped, Totals = NothingPending } },
        { "Stopped with 1 record unconfirmed.", Running with { State = RouteState.Stopped, Totals = NothingPending with { Pending = 1 } } },
        { "Failed: The consumer group does not exist.", Running with { State = RouteState.Failed, LastError = Error } },
        { "Failed. See the log of the process.", Running with { State = RouteState.Failed } },
    };

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public void Of_EachState_IsOneLineOfWords(string expected, RouteStatus route) =>
        Assert.Equal(expected, RouteSummary.Of(route, StatusExamples.Now));
}
