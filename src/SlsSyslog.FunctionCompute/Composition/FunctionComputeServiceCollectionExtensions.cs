using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace SlsSyslog.FunctionCompute;

/// <summary>Provides extension methods that add forwarding for an SLS trigger to a custom runtime of Function Compute.</summary>
public static class FunctionComputeServiceCollectionExtensions
{
    /// <summary>
    /// Adds forwarding that is configured by the sections <c>Message</c> and <c>Destination</c> of the section <c>SlsSyslog</c>, and by the
    /// <c>Source</c> keys <c>Region</c>, <c>Query</c>, <c>Processor</c>, <c>Proxy</c>, <c>MemoryBudgetBytes</c> and <c>Endpoint</c>, which
    /// overrides the endpoint of the event. The function does not join a consumer group and stores no checkpoint.
    /// </summary>
    /// <param name="services">The services of the program.</param>
    /// <param name="configure">Sets options that differ from the defaults.</param>
    /// <returns>A builder that adds routes, filters and formatters.</returns>
    public static ISlsSyslogBuilder AddSlsSyslogFunctionCompute(
        this IServiceCollection services, Action<FunctionComputeOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<FunctionComputeOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<FunctionComputeOptions>, FunctionComputeOptionsValidator>());
        if (configure is not null)
        {
            services.Configure(configure);
        }

        services.AddSingleton<RangeForwarder>();
        services.AddSingleton<InvocationHandler>();
        return services.AddSlsSyslogForwarding().ForwardOnDemand();
    }
}
