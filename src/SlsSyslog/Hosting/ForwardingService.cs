using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SlsSyslog.ConsumerGroups;

namespace SlsSyslog;

/// <summary>Runs every route while the host runs, unless they run on demand. On stop the routes drain within the host's shutdown timeout.</summary>
internal sealed partial class ForwardingService(
    IOptions<SlsSyslogOptions> options, RouteFactory factory, TimeProvider time, ILoggerFactory loggers)
    : BackgroundService, IForwardingResult
{
    private readonly ILogger _logger = loggers.CreateLogger<ForwardingService>();
    private long _undeliveredShards;

    public long UndeliveredShards => Interlocked.Read(ref _undeliveredShards);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.RunsOnDemand)
        {
            return;
        }

        Task[] routes = [.. options.Value.AllRoutes().Select(route => RunAsync(route.Key, route.Value, stoppingToken))];
        await Task.WhenAll(routes).ConfigureAwait(false);
    }

    private async Task RunAsync(string name, RouteOptions description, CancellationToken stopping)
    {
        // The host goes on starting while routes are made. Nobody knows what a route leaves behind until it has ended, and the host
        // does not wait for ever: until then it counts as one.
        Interlocked.Increment(ref _undeliveredShards);
        await Task.Yield();
        ILogSource source = factory.CreateSource(description);
        Route route = factory.Create(name, description);
        await using (route.ConfigureAwait(false))
        {
            ILogger pumpLogger = loggers.CreateLogger<ShardPump>();
            LogStarted(_logger, name);
            try
            {
                await source.RunAsync(lease => new ShardPump(route, lease, time, pumpLogger).RunAsync(), stopping).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                // A source of the user's that was asked to end and did.
            }
            catch (Exception error)
            {
                // The other routes go on; when they end too, the host hears of it and decides.
                LogFailed(_logger, name, error);
                throw;
            }
            finally
            {
                await DisposeAsync(source).ConfigureAwait(false);
            }
        }

        RouteTotals totals = route.Totals;
        Interlocked.Add(ref _undeliveredShards, totals.UndeliveredShards - 1);
        LogStopped(_logger, name, totals.Delivered, totals.Filtered, totals.DeadLettered, totals.Truncated, totals.UndeliveredShards);
    }

    private static async ValueTask DisposeAsync(ILogSource source)
    {
        switch (source)
        {
            case IAsyncDisposable asynchronous:
                await asynchronous.DisposeAsync().ConfigureAwait(false);
                break;
            case IDisposable disposable:
                disposable.Dispose();
                break;
        }
    }
}
