using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SlsSyslog.AspNetCore;

namespace SlsSyslog.Hosting;

/// <summary>Creates the host: with a web server when an address is configured, otherwise without one.</summary>
internal static class ForwarderHost
{
    private const int MaxConnections = 64;
    private const string MetricsPath = "/metrics";

    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(10);

    public static IHostApplicationBuilder CreateBuilder(IPEndPoint? address)
    {
        if (address is null)
        {
            HostApplicationBuilderSettings settings = new() { DisableDefaults = true, ContentRootPath = AppContext.BaseDirectory };
            return new HostApplicationBuilder(settings);
        }

        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(server => Configure(server, address));
        builder.Services.AddRoutingCore();
        builder.Services.AddSlsSyslogStatusPage(page => page.AllowRemoteConnections = !IPAddress.IsLoopback(address.Address));
        builder.Services.AddHostedService(services => ActivatorUtilities.CreateInstance<AddressReport>(services, address));
        return builder;
    }

    public static IHost Build(IHostApplicationBuilder builder, IPEndPoint? address) => builder switch
    {
        WebApplicationBuilder web => Map(web.Build(), isLocal: IPAddress.IsLoopback(address!.Address)),
        HostApplicationBuilder host => host.Build(),
        _ => throw new ArgumentException($"A builder of type {builder.GetType().Name} is not known.", nameof(builder)),
    };

    private static WebApplication Map(WebApplication application, bool isLocal)
    {
        application.UseRouting();
        application.Use(new MetricsEndpoint(MetricsPath, isLocal, application.Services.GetRequiredService<TimeProvider>()).InvokeAsync);
        application.MapSlsSyslog();
        application.MapPrometheusScrapingEndpoint(MetricsPath);
        application.UseEndpoints(_ => { });
        return application;
    }

    // A monitoring system needs few connections and short requests. What exceeds that must not use memory.
    private static void Configure(KestrelServerOptions server, IPEndPoint address)
    {
        server.AddServerHeader = false;
        server.Limits.MaxConcurrentConnections = MaxConnections;
        server.Limits.MaxRequestBodySize = 0;
        server.Limits.RequestHeadersTimeout = RequestTimeout;
        server.Listen(address, listen => listen.Protocols = HttpProtocols.Http1);
    }
}
