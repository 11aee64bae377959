using Microsoft.Extensions.Hosting;

namespace SlsSyslog;

/// <summary>Logs one line per route and minute while records flow or wait, and each change of what a route does.</summary>
internal sealed partial class StatusLogService(
    IOptions<SlsSyslogOptions> options, ISlsSyslogStatus status, TimeProvider timeProvider, ILoggerFactory loggerFactory) : BackgroundService
{
    private static readonly TimeSpan CheckInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ReportInterval = TimeSpan.FromMinutes(1);

    private readonly ILogger _logger = loggerFactory.CreateLogger<StatusLogService>();
    private readonly Dictionary<string, (RouteCondition Condition, RecordTotals Reported)> _routes = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.RunsOnDemand)
        {
            return;
        }

        using PeriodicTimer timer = new(CheckInterval, timeProvider);
        long reportedAt = timeProvider.GetTimestamp();
        bool hasFailed = false;
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            bool isDue = timeProvider.GetElapsedTime(reportedAt) >= ReportInterval;
            reportedAt = isDue ? timeProvider.GetTimestamp() : reportedAt;
            try
            {
                Check(isDue);
                hasFailed = false;
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                // An exception of a background service would end the host, and a line in the log is not worth that.
                if (!hasFailed)
                {
                    LogNoStatus(_logger, exception);
                }

                hasFailed = true;
            }
        }
    }

    private void Check(bool isDue)
    {
        foreach (RouteStatus route in status.GetStatus().Routes)
        {
            RouteCondition condition = RouteCondition.Of(route);
            if (!_routes.TryGetValue(route.Name, out (RouteCondition Condition, RecordTotals Reported) last))
            {
                last = (condition with { Text = "" }, RecordTotals.None);
            }

            if (!condition.IsSameAs(last.Condition))
            {
                Report(route.Name, condition);
            }

            if (isDue)
            {
                Report(route, last.Reported);
            }

            _routes[route.Name] = (condition, isDue ? route.Totals : last.Reported);
        }
    }

    private void Report(string route, RouteCondition condition)
    {
        if (condition.IsGood)
        {
            LogGood(_logger, route, condition.Text);
        }
        else
        {
            string reason = PlainText.Clean(condition.Reason);
            LogBad(_logger, route, condition.Text, reason);
        }
    }

    private void Report(RouteStatus route, RecordTotals last)
    {
        RecordTotals totals = route.Totals;
        if (totals.Read == last.Read && totals.Delivered == last.Delivered && totals.Pending == 0)
        {
            return;
        }

        string rate = string.Create(
            CultureInfo.InvariantCulture, $"{route.RecordsPerSecond:0.#} records/s, {route.BytesPerSecond / 1_000_000:0.###} MB/s");
        string read = DurationText.Format(route.ReadLag);
        string confirmed = DurationText.Format(route.DeliveryLag);
        LogFlow(_logger, route.Name, totals.Delivered - last.Delivered, rate, totals.Pending, read, confirmed, totals.Delivered);
    }
}
