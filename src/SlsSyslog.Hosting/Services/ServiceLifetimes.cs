using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Systemd;

namespace SlsSyslog.Hosting;

/// <summary>Lets the program run as a service of systemd or of Windows. Elsewhere it has no effect.</summary>
internal static class ServiceLifetimes
{
    private const string ServiceName = "SlsSyslogForwarder";

    public static void AddServiceLifetimes(this IServiceCollection services)
    {
        services.AddWindowsService(options => options.ServiceName = ServiceName);
        if (OperatingSystem.IsWindows() || string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NOTIFY_SOCKET")))
        {
            return;
        }

        // AddSystemd recognizes a service by its parent process, which is another one when a script starts the program.
        services.AddSingleton<ISystemdNotifier, SystemdNotifier>();
        services.AddSingleton<IHostLifetime, SystemdLifetime>();
        services.AddHealthChecks().AddSlsSyslog();
        services.AddHostedService<SystemdStatus>();
    }
}
