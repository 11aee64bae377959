namespace SlsSyslog.Forwarder.Tests;

/// <summary>A real Prometheus scrapes the program during a fault: alerts fire and clear as documented, and health turns.</summary>
public sealed class PrometheusTests
{
    private const string Lag = "max(slssyslog_delivery_lag_seconds)";
    private static readonly (string Name, string Value)[] Settings = [HttpScene.AnyPort, ("SlsSyslog__Health__MaxDeliveryLag", "00:00:03")];

    [Fact]
    public async Task Prometheus_SiemIsDownWhileRecordsWait_SeesTheLagGrowAndAlertsFireAndClear()
    {
        await using Scene scene = await Scene.SetAsync(shards: 2);
        NastyLogs.Write(scene.Logs, scene.Ledger, 10);
        ForwarderProcess forwarder = scene.Forward(Settings);
        Uri address = await scene.ServedAsync(forwarder);
        using PrometheusServer prometheus = new(address);
        await scene.CommittedAsync();
        await prometheus.ValueAsync("sum(slssyslog_delivered_records_total)", delivered => delivered > 0);
        await prometheus.ValueAsync(Lag, lag => lag == 0);
        await prometheus.AlertAsync("SlsSyslogWatchdog", fires: true);
        await prometheus.AlertAsync("SlsSyslogNoProgress", fires: false);

        scene.Siem.Refuse();
        scene.Siem.Reset();
        NastyLogs.Write(scene.Logs, scene.Ledger, 2); // and then the source is quiet
        await prometheus.ValueAsync(Lag, lag => lag > 2);
        double first = (await prometheus.QueryAsync(Lag))!.Value;
        await prometheus.ValueAsync(Lag, lag => lag > first + 1);
        await prometheus.AlertAsync("SlsSyslogNoProgress", fires: true, () => forwarder.Output);
        await prometheus.AlertAsync("SlsSyslogDeliveryLate", fires: true, () => forwarder.Output);
        Assert.Equal(503, (await HttpScene.GetAsync(address, "/health")).Code);
        Assert.Equal(200, (await HttpScene.GetAsync(address, "/health/live")).Code);

        scene.Siem.Accept();
        await scene.CommittedAsync();
        await prometheus.ValueAsync(Lag, lag => lag == 0);
        await prometheus.AlertAsync("SlsSyslogNoProgress", fires: false);
        await prometheus.AlertAsync("SlsSyslogDeliveryLate", fires: false);
        Assert.Equal(200, (await HttpScene.GetAsync(address, "/health")).Code);

        forwarder.Kill();
        await prometheus.AlertAsync("SlsSyslogTargetDown", fires: true);
        await prometheus.AlertAsync("SlsSyslogTooFewProcesses", fires: true);
        Assert.Null(await prometheus.QueryAsync(Lag)); // the lag of a dead process does not fire anything
    }
}
