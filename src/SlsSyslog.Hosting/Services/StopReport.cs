using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace SlsSyslog.Hosting;

/// <summary>Logs immediately that the program stops, because a drain can take a while. The end of a bounded run is not logged.</summary>
internal sealed partial class StopReport(IForwardingResult result, IHostApplicationLifetime lifetime, ILogger<StopReport> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStopping.Register(Report);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Report()
    {
        if (!result.Completion.IsCompleted)
        {
            LogStopping(logger);
        }
    }
}
