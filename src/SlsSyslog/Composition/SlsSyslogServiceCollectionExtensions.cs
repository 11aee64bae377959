using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace SlsSyslog;

/// <summary>Provides extension methods that add forwarding from SLS to a SIEM to a host.</summary>
public static class SlsSyslogServiceCollectionExtensions
{
    /// <summary>
    /// Adds forwarding that is configured by the section <c>SlsSyslog</c> of the host's configuration. The section may be absent when routes are
    /// added in code. When the host starts, the options are validated, and one exception lists every invalid option and its fix.
    /// </summary>
    /// <param name="services">The services of the host.</param>
    /// <returns>A builder that adds routes, formatters, transports and credentials.</returns>
    public static ISlsSyslogBuilder AddSlsSyslogForwarding(this IServiceCollection services)
    {
        AddCore(services);
        if (!services.Any(service => service.ImplementationType == typeof(HostSectionOptions)))
        {
            services.AddSingleton<IConfigureOptions<SlsSyslogOptions>, HostSectionOptions>();
            services.AddSingleton<IOptionsChangeTokenSource<SlsSyslogOptions>>(
                provider => new ConfigurationChanges(provider.GetRequiredService<IConfiguration>()));
        }

        return new SlsSyslogBuilder(services);
    }

    /// <summary>Adds forwarding that is configured by a configuration section.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="section">The section that contains <c>Source</c>, <c>Message</c>, <c>Destination</c> or <c>Routes</c>.</param>
    /// <returns>A builder that adds routes, formatters, transports and credentials.</returns>
    public static ISlsSyslogBuilder AddSlsSyslogForwarding(this IServiceCollection services, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        AddCore(services);
        services.AddSingleton<IConfigureOptions<SlsSyslogOptions>>(
            provider => new SectionOptions(section, provider.GetRequiredService<OptionsReader>(), provider.GetService<IConfiguration>()));
        services.AddSingleton<IOptionsChangeTokenSource<SlsSyslogOptions>>(new ConfigurationChanges(section));
        return new SlsSyslogBuilder(services);
    }

    /// <summary>Adds forwarding with options that are set in code.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns>A builder that adds routes, formatters, transports and credentials.</returns>
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

        AddOptions(services);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ISlsCredentialProvider>(provider => new DefaultCredentialProvider(provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<IDeadLetterHandler>(provider => DeadLetterFile.Create(
            provider.GetRequiredService<IOptions<SlsSyslogOptions>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILoggerFactory>().CreateLogger<DeadLetterFile>()));
        services.AddSingleton<StatusRegistry>();
        services.AddSingleton<ISlsSyslogStatus>(provider => provider.GetRequiredService<StatusRegistry>());
        services.AddKeyedSingleton<ISlsSyslogRoute>(
            KeyedService.AnyKey,
            (provider, key) => new SlsSyslogRoute(
                key, provider.GetRequiredService<StatusRegistry>(), provider.GetRequiredService<IOptionsMonitor<SlsSyslogOptions>>()));
        services.AddSingleton(provider => new SlsSyslogMetrics(
            provider.GetRequiredService<StatusRegistry>(), provider.GetService<IMeterFactory>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider =>
        {
            provider.GetRequiredService<SlsSyslogMetrics>(); // the instruments exist before the first route
            return ActivatorUtilities.CreateInstance<RouteFactory>(provider);
        });
        services.AddSingleton<OnDemandForwarder>();
        services.AddSingleton<TapHub>();
        services.AddSingleton<IHostedService, TapServer>();
        services.AddSingleton<IHostedService, StatusLogService>(); // before the routes, so that it stops after them
        services.AddSingleton<ForwardingService>();
        services.AddSingleton<IForwardingResult>(provider => provider.GetRequiredService<ForwardingService>());
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<ForwardingService>());
    }

    private static void AddOptions(IServiceCollection services)
    {
        foreach (BodyFormat format in BodyFormats.BuiltIn)
        {
            services.AddSingleton(format);
        }

        foreach (TransportKind transport in BuiltInTransports.All)
        {
            services.AddSingleton(transport);
        }

        services.AddSingleton<TransportCatalog>();
        services.AddSingleton<OptionsReader>();
        services.AddOptions<SlsSyslogOptions>().ValidateOnStart();
        services.AddTransient<IOptionsFactory<SlsSyslogOptions>, SlsSyslogOptionsFactory>();
        services.AddSingleton<IValidateOptions<SlsSyslogOptions>, SlsSyslogOptionsValidator>();
        services.AddSingleton<IOptionsMonitor<SlsSyslogOptions>, ReloadedOptions>();
        services.AddSingleton<IOptionsMonitor<RouteOptions>, RouteOptionsMonitor>();
    }
}
