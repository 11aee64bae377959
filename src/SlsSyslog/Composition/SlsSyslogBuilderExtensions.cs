using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SlsSyslog.ConsumerGroups;
using SlsSyslog.Serialization;

namespace SlsSyslog;

/// <summary>Adds routes, formatters, credentials and handlers to the pipeline.</summary>
public static class SlsSyslogBuilderExtensions
{
    /// <summary>Adds a route described in code.</summary>
    /// <param name="builder">The pipeline.</param>
    /// <param name="name">The route's name, not yet used by another.</param>
    /// <param name="configure">Describes the route.</param>
    /// <returns>The pipeline.</returns>
    public static ISlsSyslogBuilder AddRoute(this ISlsSyslogBuilder builder, string name, Action<RouteBuilder> configure)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        RouteBuilder route = Describe(builder, configure);
        builder.Services.Configure<SlsSyslogOptions>(options =>
        {
            RouteOptions described = new() { Path = $"AddRoute(\"{name}\")" };
            route.Apply(described);
            options.AddRoute(name, described);
        });
        return builder;
    }

    /// <summary>Adds to a route that configuration describes: filters, a formatter, or settings over the configured ones.</summary>
    /// <param name="builder">The pipeline.</param>
    /// <param name="name">The route's name; <c>default</c> for the one directly in the section.</param>
    /// <param name="configure">What to add.</param>
    /// <returns>The pipeline.</returns>
    public static ISlsSyslogBuilder ConfigureRoute(this ISlsSyslogBuilder builder, string name, Action<RouteBuilder> configure)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        RouteBuilder route = Describe(builder, configure);
        builder.Services.PostConfigure<SlsSyslogOptions>(options =>
        {
            if (options.AllRoutes().FirstOrDefault(r => r.Key == name).Value is { } described)
            {
                route.Apply(described);
            }
            else
            {
                options.Faults.Add($"ConfigureRoute(\"{name}\")", "names a route that does not exist; configure it or add it with AddRoute.");
            }
        });
        return builder;
    }

    /// <summary>Makes a body formatter available to configuration: <c>"Body": "name"</c>.</summary>
    /// <typeparam name="TFormatter">The formatter; made once, its constructor may take services.</typeparam>
    /// <param name="builder">The pipeline.</param>
    /// <param name="name">The name to use in <c>Message:Body</c>, compared without case.</param>
    /// <returns>The pipeline.</returns>
    public static ISlsSyslogBuilder AddBodyFormatter<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TFormatter>(
        this ISlsSyslogBuilder builder, string name)
        where TFormatter : class, IMessageFormatter
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        builder.Services.TryAddSingleton<TFormatter>();
        builder.Services.AddSingleton(new NamedBody(name, provider => provider.GetRequiredService<TFormatter>()));
        return builder;
    }

    /// <summary>Signs requests with these credentials instead of those of the environment.</summary>
    /// <param name="builder">The pipeline.</param>
    /// <param name="provider">Makes the provider.</param>
    /// <returns>The pipeline.</returns>
    public static ISlsSyslogBuilder UseCredentials(this ISlsSyslogBuilder builder, Func<IServiceProvider, ISlsCredentialProvider> provider)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Replace(ServiceDescriptor.Singleton(provider));
        return builder;
    }

    /// <summary>Hands records that custom code could not format to a handler of your own instead of the dead-letter file.</summary>
    /// <typeparam name="THandler">The handler; made once, its constructor may take services.</typeparam>
    /// <param name="builder">The pipeline.</param>
    /// <returns>The pipeline.</returns>
    public static ISlsSyslogBuilder UseDeadLetters<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>(
        this ISlsSyslogBuilder builder)
        where THandler : class, IDeadLetterHandler
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Replace(ServiceDescriptor.Singleton<IDeadLetterHandler, THandler>());
        return builder;
    }

    /// <summary>
    /// Runs no route with the host: <see cref="IOnDemandForwarder"/>, then among the services, runs them one source at a time, for
    /// triggers and replays. What routes say about their source is neither needed nor used.
    /// </summary>
    /// <param name="builder">The pipeline.</param>
    /// <returns>The pipeline.</returns>
    public static ISlsSyslogBuilder ForwardOnDemand(this ISlsSyslogBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Configure<SlsSyslogOptions>(options => options.RunsOnDemand = true);
        builder.Services.TryAddSingleton<IOnDemandForwarder>(provider => provider.GetRequiredService<OnDemandForwarder>());
        return builder;
    }

    private static RouteBuilder Describe(ISlsSyslogBuilder builder, Action<RouteBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        RouteBuilder route = new(builder.Services);
        configure(route);
        return route;
    }
}
