using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SlsSyslog.Transports;

namespace SlsSyslog.FaultSuite;

/// <summary>The pipeline in this process, with a unique consumer name.</summary>
public sealed class ForwardingHost : IAsyncDisposable
{
    private const string ChangedKey = "SlsSyslog:Message:ProcId";

    private readonly IHost _host;
    private int _reloads;

    private ForwardingHost(IHost host)
    {
        _host = host;
        Watch = new TotalsWatch(host.Services.GetRequiredService<ISlsSyslogStatus>(), host.Services.GetRequiredService<IMeterFactory>());
    }

    /// <summary>Gets what compares the totals while faults happen.</summary>
    public TotalsWatch Watch { get; }

    public static async Task<ForwardingHost> StartAsync(Scene scene, string consumer)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.AddProvider(new LogLines(scene.Log, consumer)).SetMinimumLevel(LogLevel.Information);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(30));
        builder.Services.AddSlsSyslogForwarding();
        builder.Services
            .AddSlsSyslogForwarding(options =>
            {
                options.Source.Endpoint = scene.Sls.Endpoint.ToString();
                options.Source.Project = Scene.Project;
                options.Source.Logstore = Scene.Logstore;
                options.Source.ConsumerGroup = Scene.Group;
                options.Source.Consumer = consumer;
                options.Source.HeartbeatInterval = TimeSpan.FromSeconds(1);
                options.Source.GroupTimeout = Scene.GroupTimeout;
                options.Source.CommitInterval = TimeSpan.FromMilliseconds(200);
                options.Source.PollInterval = TimeSpan.FromMilliseconds(100);
                options.Source.DrainTimeout = TimeSpan.FromSeconds(5);
                options.Source.InOrder = scene.Scenario.InOrder;
                options.Destination.Transport = new TcpTransportOptions { Servers = [new(SyslogScheme.Tcp, "127.0.0.1", scene.Siem.Port)] };
                options.DeadLetterFile = Path.Combine(scene.Folder, $"dead-letters-{consumer}.jsonl");
            })
            .UseCredentials(_ => scene.Credentials);
        IHost host = builder.Build();
        await host.StartAsync();
        return new ForwardingHost(host);
    }

    /// <summary>Changes the configuration of the route, which then drains and starts again.</summary>
    public void Reload()
    {
        IConfigurationRoot configuration = (IConfigurationRoot)_host.Services.GetRequiredService<IConfiguration>();
        configuration[ChangedKey] = $"{++_reloads}";
        configuration.Reload();
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await Watch.DisposeAsync();
        _host.Dispose();
    }
}
