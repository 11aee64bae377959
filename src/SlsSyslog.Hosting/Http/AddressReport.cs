using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace SlsSyslog.Hosting;

/// <summary>Logs where the status is served, and warns when other machines can read it.</summary>
internal sealed partial class AddressReport(IPEndPoint address, IServer server, IHostApplicationLifetime lifetime, ILogger<AddressReport> logger)
    : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        // The port is known when the server has started.
        lifetime.ApplicationStarted.Register(Report);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Report()
    {
        foreach (string url in server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [])
        {
            LogServed(logger, url.TrimEnd('/'));
        }

        if (!IPAddress.IsLoopback(address.Address))
        {
            LogReachable(logger, HttpAddress.Variable, address);
        }
    }
}
