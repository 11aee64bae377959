using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Systemd;
using Microsoft.Extensions.Logging;

namespace SlsSyslog.Hosting;

/// <summary>
/// Sends systemd the line that <c>systemctl status</c> shows, and the sign of life that its watchdog expects: at half of the time, while the
/// loops of the routes turn. Neither an outage of SLS nor one of the server stops it.
/// </summary>
internal sealed partial class SystemdStatus(
    ISystemdNotifier notifier, ISlsSyslogStatus status, HealthCheckService health, TimeProvider timeProvider, ILogger<SystemdStatus> logger)
    : BackgroundService
{
    private static readonly TimeSpan StatusInterval = TimeSpan.FromSeconds(10);
    private string _lastText = "";
    private bool _hasFailed;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        TimeSpan? watchdog = FindWatchdogInterval();
        using PeriodicTimer timer = new(watchdog < StatusInterval ? watchdog.Value : StatusInterval, timeProvider);
        do
        {
            try
            {
                await NotifyAsync(watchdog is not null).ConfigureAwait(false);
                _hasFailed = false;
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                // An exception of a background service would end the host. systemd restarts the process if this lasts.
                if (!_hasFailed)
                {
                    LogFailed(logger, exception);
                }

                _hasFailed = true;
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
    }

    private async Task NotifyAsync(bool isWatched)
    {
        if (isWatched && await IsLiveAsync().ConfigureAwait(false))
        {
            notifier.Notify(new ServiceState("WATCHDOG=1"));
        }

        string text = SystemdText.Create(status.GetStatus());
        if (text != _lastText)
        {
            notifier.Notify(new ServiceState($"STATUS={text}"));
            _lastText = text;
        }
    }

    private async Task<bool> IsLiveAsync()
    {
        HealthReport report = await health
            .CheckHealthAsync(check => check.Tags.Contains(SlsSyslogHealthChecksBuilderExtensions.LiveTag), CancellationToken.None)
            .ConfigureAwait(false);
        return report.Status != HealthStatus.Unhealthy;
    }

    // The variables apply to the process that systemd started, unless WATCHDOG_PID names another one.
    private static TimeSpan? FindWatchdogInterval()
    {
        string? pid = Environment.GetEnvironmentVariable("WATCHDOG_PID");
        bool isOther = !string.IsNullOrEmpty(pid) && pid != Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        return !isOther
            && Environment.GetEnvironmentVariable("WATCHDOG_USEC") is { } interval
            && long.TryParse(interval, NumberStyles.None, CultureInfo.InvariantCulture, out long microseconds)
            && microseconds > 0
                ? TimeSpan.FromMicroseconds(microseconds) / 2
                : null;
    }
}
