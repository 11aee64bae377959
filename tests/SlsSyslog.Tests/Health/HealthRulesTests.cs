using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace SlsSyslog.Tests;

public sealed class HealthRulesTests
{
    private static readonly StatusError Error = new(HealthScene.Now, "siem.corp:6514: connection refused", "Check that the SIEM listens.");

    private static RouteStatus Pending(TimeSpan lag) => HealthScene.Quiet with
    {
        DeliveryLag = lag,
        Totals = HealthScene.NoRecords with { Read = 1204, Pending = 1204 },
    };

    [Fact]
    public async Task Check_NothingPending_IsHealthyHoweverQuiet() => Assert.Empty(await HealthScene.FindAsync(HealthScene.Quiet));

    [Fact]
    public async Task Check_NothingPendingAndAnOldLag_IsHealthy() =>
        Assert.Empty(await HealthScene.FindAsync(HealthScene.Quiet with { DeliveryLag = TimeSpan.FromDays(3) }));

    [Fact]
    public async Task Check_OldestUnconfirmedRecordAtTheLimit_IsHealthy() =>
        Assert.Empty(await HealthScene.FindAsync(Pending(TimeSpan.FromMinutes(15))));

    [Fact]
    public async Task Check_OldestUnconfirmedRecordBeyondTheLimit_IsUnhealthy()
    {
        HealthReason reason = await SingleAsync(Pending(TimeSpan.FromMinutes(16)), HealthStatus.Unhealthy);

        Assert.Equal("The oldest of 1,204 unconfirmed records was received by SLS 16 min ago (limit: 15 min).", reason.Problem);
        Assert.Equal("Check whether siem.corp:6514 accepts records fast enough.", reason.Action);
        Assert.StartsWith("Route default: The oldest of", reason.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_OptionalDestinationDoesNotConfirm_IsOnlyDegraded() =>
        await SingleAsync(Pending(TimeSpan.FromMinutes(16)) with { IsRequired = false }, HealthStatus.Degraded);

    [Fact]
    public async Task Check_UnconfirmedRecordsAndAnErrorOfTheDestination_NamesTheError()
    {
        RouteStatus route = Pending(TimeSpan.FromMinutes(16));
        HealthReason reason = await SingleAsync(
            route with { Destinations = [route.Destinations[0] with { LastError = Error }] }, HealthStatus.Unhealthy);

        Assert.Equal("Last error of the destination: siem.corp:6514: connection refused. Check that the SIEM listens.", reason.Action);
    }

    [Fact]
    public async Task Check_DeliveryLagWithAnotherLimit_UsesIt() =>
        await SingleAsync(Pending(TimeSpan.FromSeconds(3)), HealthStatus.Unhealthy, options => options.MaxDeliveryLag = TimeSpan.FromSeconds(2));

    [Fact]
    public async Task Check_ReadLagBeyondTheLimit_IsUnhealthy()
    {
        HealthReason reason = await SingleAsync(HealthScene.Quiet with { ReadLag = TimeSpan.FromHours(2) }, HealthStatus.Unhealthy);

        Assert.Equal("The oldest unread record was received by SLS 2 h ago (limit: 15 min).", reason.Problem);
    }

    [Fact]
    public async Task Check_ReadLagWithAnotherLimit_UsesIt() => Assert.Empty(await HealthScene.FindAsync(
        HealthScene.Quiet with { ReadLag = TimeSpan.FromHours(2) }, options => options.MaxReadLag = TimeSpan.FromHours(3)));

    [Fact]
    public async Task Check_UnreadRecordsExpireSoon_IsUnhealthy()
    {
        ShardForwardingStatus late = HealthScene.Shard("logs/1") with { ReadLag = TimeSpan.FromMinutes(5), RetentionLeft = TimeSpan.FromHours(5) };
        HealthReason reason = await SingleAsync(HealthScene.Quiet with { Shards = [HealthScene.Shard("logs/0"), late] }, HealthStatus.Unhealthy);

        Assert.Equal("Unconfirmed records of shard logs/1 expire in SLS in 5 h (limit: 6 h).", reason.Problem);
    }

    [Fact]
    public async Task Check_ShortRetentionOfAShardThatIsFullyRead_IsHealthy() => Assert.Empty(await HealthScene.FindAsync(
        HealthScene.Quiet with { Shards = [HealthScene.Shard("logs/0") with { RetentionLeft = TimeSpan.FromHours(5) }] }));

    [Fact]
    public async Task Check_RetentionWithAnotherLimit_UsesIt()
    {
        ShardForwardingStatus late = HealthScene.Shard("logs/1") with
        {
            DeliveryLag = TimeSpan.FromMinutes(5),
            RetentionLeft = TimeSpan.FromHours(5),
        };
        Assert.Empty(await HealthScene.FindAsync(
            HealthScene.Quiet with { Shards = [late] }, options => options.MinRetentionLeft = TimeSpan.FromHours(4)));
    }

    [Fact]
    public async Task Check_CredentialsRejected_IsUnhealthy()
    {
        HealthReason reason = await SingleAsync(HealthScene.Quiet with { AreCredentialsRejected = true }, HealthStatus.Unhealthy);

        Assert.Equal("SLS rejects the access key or its permissions.", reason.Problem);
    }

    [Fact]
    public async Task Check_NoHeartbeatAnswered_IsUnhealthy()
    {
        HealthReason reason = await SingleAsync(HealthScene.Quiet with { HeartbeatAge = TimeSpan.FromMinutes(6) }, HealthStatus.Unhealthy);

        Assert.Equal("SLS did not answer a heartbeat for 6 min (limit: 5 min).", reason.Problem);
    }

    [Fact]
    public async Task Check_NeverAHeartbeatAnswered_IsUnhealthyAfterTheLimit()
    {
        RouteStatus starting = HealthScene.Quiet with { State = RouteState.Starting, IsRegistered = false, HeartbeatAge = null };

        HealthReason early = Assert.Single(await HealthScene.FindAsync(starting, uptime: TimeSpan.FromMinutes(4)));
        Assert.Equal(HealthStatus.Degraded, early.Status);
        Assert.Equal("The route is not registered with consumer group siem yet.", early.Problem);
        HealthReason reason = Assert.Single(await HealthScene.FindAsync(starting, uptime: TimeSpan.FromMinutes(6)));
        Assert.Equal("SLS did not answer a heartbeat since the process started, 6 min (limit: 5 min).", reason.Problem);
    }

    [Fact]
    public async Task Check_CertificateEndsSoon_IsDegraded()
    {
        HealthReason reason = await SingleAsync(WithCertificate(TimeSpan.FromDays(13)), HealthStatus.Degraded);

        Assert.Equal("The certificate of siem.corp:6514 expires in 13 d.", reason.Problem);
        Assert.Empty(await HealthScene.FindAsync(
            WithCertificate(TimeSpan.FromDays(13)), options => options.MinCertificateTimeLeft = TimeSpan.FromDays(2)));
    }

    [Fact]
    public async Task Check_CertificateExpired_IsUnhealthy()
    {
        HealthReason reason = await SingleAsync(WithCertificate(-TimeSpan.FromHours(2)), HealthStatus.Unhealthy);

        Assert.Equal("The certificate of siem.corp:6514 expired 2 h ago.", reason.Problem);
    }

    [Fact]
    public async Task Check_DeadLetters_IsDegraded()
    {
        RouteStatus route = HealthScene.Quiet with { Totals = HealthScene.NoRecords with { Read = 1, DeadLettered = 1 } };
        HealthReason reason = await SingleAsync(route, HealthStatus.Degraded);

        Assert.Equal("1 record could not be sent and did not reach the SIEM.", reason.Problem);
        Assert.Contains("/var/lib/slssyslog/dead-letters.jsonl", reason.Action, StringComparison.Ordinal);
        Assert.Empty(await HealthScene.FindAsync(route, options => options.MaxDeadLetters = 1));
    }

    [Fact]
    public async Task Check_RecordsExpired_IsDegraded()
    {
        HealthReason reason = await SingleAsync(
            HealthScene.Quiet with { Totals = HealthScene.NoRecords with { Read = 7, Skipped = 7 } }, HealthStatus.Degraded);

        Assert.Equal("7 records did not reach the SIEM: expired in SLS, or skipped by the failure policy.", reason.Problem);
    }

    [Theory]
    [InlineData("A block of logs cannot be decoded.")]
    [InlineData("The server rejects the record at its position.")]
    public async Task Check_ShardIsBlocked_IsUnhealthyUntilItIsReleased(string cause)
    {
        ShardForwardingStatus blocked = HealthScene.Shard("logs/1") with { Blocked = new StatusError(HealthScene.Now, cause, "Look at it.") };
        HealthReason reason = await SingleAsync(HealthScene.Quiet with { Shards = [HealthScene.Shard("logs/0"), blocked] }, HealthStatus.Unhealthy);

        Assert.Equal($"Shard logs/1 is blocked: {cause}", reason.Problem);
        Assert.Equal("Look at it.", reason.Action);
        Assert.Empty(await HealthScene.FindAsync(HealthScene.Quiet with { Shards = [blocked with { IsOwned = false }] }));
    }

    [Fact]
    public async Task Check_ShardsWithoutOwner_IsDegradedAndListsAFew()
    {
        HealthReason reason = await SingleAsync(
            HealthScene.Quiet with { UnownedShards = ["logs/2", "logs/3", "logs/4", "logs/5", "logs/6"] }, HealthStatus.Degraded);

        Assert.Equal("No process reads 5 shards (logs/2, logs/3, logs/4 and 2 more).", reason.Problem);
    }

    [Fact]
    public async Task Check_RouteFailed_IsUnhealthy()
    {
        HealthReason reason = await SingleAsync(HealthScene.Quiet with { State = RouteState.Failed, LastError = Error }, HealthStatus.Unhealthy);

        Assert.Equal("The route failed and does not run: siem.corp:6514: connection refused.", reason.Problem);
        Assert.Equal("Check that the SIEM listens.", reason.Action);
    }

    [Theory]
    [InlineData(RouteState.Stopped)]
    [InlineData(RouteState.Draining)]
    public async Task Check_RouteThatEnds_IsHealthy(RouteState state) =>
        Assert.Empty(await HealthScene.FindAsync(
            HealthScene.Quiet with { State = state, HeartbeatAge = TimeSpan.FromHours(1), IsRegistered = false }));

    [Fact]
    public async Task Check_SeveralReasons_PutsTheMostSevereFirst()
    {
        RouteStatus route = WithCertificate(TimeSpan.FromDays(1)) with
        {
            UnownedShards = ["logs/2"],
            AreCredentialsRejected = true,
            Totals = HealthScene.NoRecords with { Read = 1, DeadLettered = 1 },
        };

        Assert.Equal(
            [HealthStatus.Unhealthy, HealthStatus.Degraded, HealthStatus.Degraded, HealthStatus.Degraded],
            (await HealthScene.FindAsync(route)).Select(reason => reason.Status));
    }

    private static RouteStatus WithCertificate(TimeSpan left) => HealthScene.Quiet with
    {
        Destinations = [HealthScene.Quiet.Destinations[0] with { CertificateExpiresAt = HealthScene.Now + left }],
    };

    private static async Task<HealthReason> SingleAsync(RouteStatus route, HealthStatus status, Action<HealthOptions>? configure = null)
    {
        HealthReason reason = Assert.Single(await HealthScene.FindAsync(route, configure));
        Assert.Equal(status, reason.Status);
        Assert.Equal("default", reason.Route);
        Assert.NotEmpty(reason.Action);
        return reason;
    }
}
