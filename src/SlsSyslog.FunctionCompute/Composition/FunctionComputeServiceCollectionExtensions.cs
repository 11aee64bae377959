using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace SlsSyslog.FunctionCompute;

/// <summary>
/// Provides extension methods that add forwarding for the events of an SLS trigger to a program in a custom runtime of Function Compute.
/// </summary>
public static class FunctionComputeServiceCollectionExtensions
{
    /// <summary>
    /// Adds forwarding as the section <c>SlsSyslog</c> of the configuration describes it: <c>Message</c> and <c>Destination</c>, and of
    /// <c>Source</c> the keys <c>Region</c>, <c>Query</c>, <c>Processor</c>, <c>Proxy</c>, <c>MemoryBudgetBytes</c>, and <c>Endpoint</c>, which
    /// overrides the endpoint of the event. It joins no consumer group and stores no checkpoint.
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
