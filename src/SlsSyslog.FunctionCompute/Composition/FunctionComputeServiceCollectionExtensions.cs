using Microsoft.Extensions.DependencyInjection;

namespace SlsSyslog.FunctionCompute;

/// <summary>Adds forwarding on the events of an SLS trigger to a program of Function Compute's custom runtime.</summary>
public static class FunctionComputeServiceCollectionExtensions
{
    /// <summary>
    /// Adds forwarding by the section <c>SlsSyslog</c> of the configuration: <c>Message</c> and <c>Destination</c>, and of <c>Source</c>
    /// what the event does not tell: <c>Region</c>, <c>Query</c>, <c>Processor</c>, <c>Proxy</c>, <c>MemoryBudgetBytes</c>, and
    /// <c>Endpoint</c> where another than the event's is to be asked. No consumer group is joined and no checkpoint stored.
    /// </summary>
    /// <param name="services">The program's services.</param>
    /// <param name="configure">Sets what differs from the defaults; null for nothing.</param>
    /// <returns>A builder to add routes, filters and formatters.</returns>
    public static ISlsSyslogBuilder AddSlsSyslogFunctionCompute(
        this IServiceCollection services, Action<FunctionComputeOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<FunctionComputeOptions>()
            .Validate(options => options.Route.Length > 0, "FunctionComputeOptions.Route is empty; write the name of a route.")
            .Validate(options => options.TimeLimit is null || options.TimeLimit > TimeSpan.Zero, "FunctionComputeOptions.TimeLimit is not above zero; write the function's time limit or leave it out.")
            .Validate(options => options.AnswerMargin >= TimeSpan.Zero, "FunctionComputeOptions.AnswerMargin is below zero; write zero or more.")
            .ValidateOnStart();
        if (configure is not null)
        {
            services.Configure(configure);
        }

        services.AddSingleton<RangeForwarder>();
        services.AddSingleton<InvocationHandler>();
        return services.AddSlsSyslogForwarding().ForwardOnDemand();
    }
}
