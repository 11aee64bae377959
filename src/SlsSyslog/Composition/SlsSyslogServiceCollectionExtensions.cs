using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using SlsSyslog.ConsumerGroups;

namespace SlsSyslog;

/// <summary>Adds forwarding from SLS to a SIEM to a host.</summary>
public static class SlsSyslogServiceCollectionExtensions
{
    /// <summary>
    /// Adds forwarding by the section <c>SlsSyslog</c> of the host's configuration. The section may be absent when routes are added in
    /// code. Everything is validated when the host starts: one error names every fault, its path and the mend.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <returns>A builder to add routes, formatters and credentials.</returns>
    public static ISlsSyslogBuilder AddSlsSyslogForwarding(this IServiceCollection services)
    {
        AddCore(services);
        if (!services.Any(service => service.ImplementationType == typeof(HostSectionOptions)))
        {
            services.AddSingleton<IConfigureOptions<SlsSyslogOptions>, HostSectionOptions>();
        }

        return new SlsSyslogBuilder(services);
    }

    /// <summary>Adds forwarding by a configuration section.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="section">The section that holds <c>Source</c>, <c>Message</c>, <c>Destination</c> or <c>Routes</c>.</param>
    /// <returns>A builder to add routes, formatters and credentials.</returns>
    public static ISlsSyslogBuilder AddSlsSyslogForwarding(this IServiceCollection services, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        AddCore(services);
        services.AddSingleton<IConfigureOptions<SlsSyslogOptions>>(new SectionOptions(section));
        return new SlsSyslogBuilder(services);
    }

    /// <summary>Adds forwarding by options set in code.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns>A builder to add routes, formatters and credentials.</returns>
    public static ISlsSyslogBuilder AddSlsSyslogForwarding(this IServiceCollection services, Action<SlsSyslogOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        AddCore(services);
        services.Configure(configure);
        return new SlsSyslogBuilder(services);
    }

    private static void AddCore(IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        if (services.Any(service => service.ImplementationType == typeof(ForwardingService)))
        {
            return;
        }

        services.AddOptions<SlsSyslogOptions>().ValidateOnStart();
        services.AddSingleton<IValidateOptions<SlsSyslogOptions>, SlsSyslogOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ISlsCredentialProvider>(provider => new DefaultCredentialProvider(provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<IDeadLetterHandler>(provider => new DeadLetterFile(
            provider.GetRequiredService<IOptions<SlsSyslogOptions>>().Value.DeadLetterFile, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<RouteFactory>();
        services.AddSingleton<OnDemandForwarder>();
        services.AddSingleton<ForwardingService>();
        services.AddSingleton<IForwardingResult>(provider => provider.GetRequiredService<ForwardingService>());
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<ForwardingService>());
    }
}
