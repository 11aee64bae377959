using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace SlsSyslog.AspNetCore;

/// <summary>Provides extension methods that add what the status page needs to a host.</summary>
public static class StatusPageServiceCollectionExtensions
{
    /// <summary>Adds the health checks and the history of the last hour, which the status page shows. Map it with <c>MapSlsSyslog()</c>.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="configure">Sets options that differ from the defaults.</param>
    /// <returns>The services of the host.</returns>
    public static IServiceCollection AddSlsSyslogStatusPage(this IServiceCollection services, Action<StatusPageOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddRouting();
        services.AddHealthChecks().AddSlsSyslog();
        services.AddOptions<StatusPageOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<StatusPageOptions>, StatusPageOptionsValidator>());
        if (configure is not null)
        {
            services.Configure(configure);
        }

        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<StatusHistory>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, HistorySampler>());
        services.TryAddSingleton<RequestAccess>();
        services.TryAddSingleton<AnswerFactory>();
        return services;
    }
}
