using Microsoft.Extensions.Hosting;

namespace SlsSyslog.AspNetCore;

/// <summary>Adds a sample to the history at each interval while the host runs.</summary>
internal sealed partial class HistorySampler(
    ISlsSyslogStatus status, StatusHistory history, TimeProvider timeProvider, ILogger<HistorySampler> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(StatusHistory.Interval, timeProvider);
        bool hasFailed = false;
        do
        {
            try
            {
                history.Add(status.GetStatus());
                hasFailed = false;
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                // An exception of a background service would end the host, and a chart is not worth that.
                if (!hasFailed)
                {
                    hasFailed = true;
                    LogFailed(logger, exception);
                }
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
    }
}
