using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace SlsSyslog;

/// <summary>Provides extension methods that add routes, formatters, transports, credentials and handlers to the pipeline.</summary>
public static class SlsSyslogBuilderExtensions
{
    /// <summary>Adds a route that is described in code.</summary>
    /// <param name="builder">The pipeline.</param>
    /// <param name="name">The name of the route. Each route has a different name.</param>
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

    /// <summary>Adds filters, a formatter or other options to a route that configuration describes. They override the configuration.</summary>
    /// <param name="builder">The pipeline.</param>
    /// <param name="name">The name of the route; <c>default</c> for the one directly in the section.</param>
    /// <param name="configure">Describes what to add.</param>
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
                options.Errors.Add(
                    $"ConfigureRoute(\"{name}\")", "The route does not exist.", "Add it to the configuration, or add it with AddRoute.");
            }
        });
        return builder;
    }

    /// <summary>
    /// Omits the checks of files, folders, environment variables and secrets when the options are validated. This is for programs that check
    /// options for another machine, and forward nothing: see <see cref="SlsSyslogOptions.FindOmittedChecks"/>.
    /// </summary>
    /// <param name="builder">The pipeline.</param>
    /// <returns>The pipeline.</returns>
    public static ISlsSyslogBuilder OmitLocalChecks(this ISlsSyslogBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Configure<SlsSyslogOptions>(options => options.Errors.OmitsLocalChecks = true);
        return builder;
    }

    /// <summary>Registers a body formatter without options, which configuration selects by name: <c>"Body": "name"</c>.</summary>
    /// <typeparam name="TFormatter">The type of the formatter. One instance is created; its constructor may take services.</typeparam>
    /// <param name="builder">The pipeline.</param>
    /// <param name="name">The name for <c>Message:Body</c>. Case is ignored.</param>
    /// <returns>The pipeline.</returns>
    public static ISlsSyslogBuilder AddBodyFormatter<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TFormatter>(
        this ISlsSyslogBuilder builder, string name)
        where TFormatter : class, IMessageFormatter
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        builder.Services.TryAddSingleton<TFormatter>();
        builder.Services.AddSingleton(services => CustomBodyOptions.Describe(name, services.GetRequiredService<TFormatter>));
        return builder;
    }

    /// <summary>
    /// Registers a body formatter with options. Configuration selects it by name, <c>"Body": "name"</c>, and sets its options in the section
    /// <c>Message:name</c>, where each public property is a key.
    /// </summary>
    /// <typeparam name="TFormatter">The type of the formatter, one instance per route. Its constructor takes the options and services.</typeparam>
    /// <typeparam name="TOptions">The type of the options.</typeparam>
    /// <param name="builder">The pipeline.</param>
    /// <param name="name">The name for <c>Message:Body</c>. Case is ignored.</param>
    /// <returns>The pipeline.</returns>
    /// <exception cref="ArgumentException">A public property of the options has a type that configuration cannot set.</exception>
    public static ISlsSyslogBuilder AddBodyFormatter<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TFormatter, TOptions>(
        this ISlsSyslogBuilder builder, string name)
        where TFormatter : class, IMessageFormatter
        where TOptions : class, IValidatedOptions, new()
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        OptionProperties.ThrowIfUnsupported(new TOptions());
        builder.Services.AddSingleton(services =>
            CustomBodyOptions.Describe<TOptions>(name, options => ActivatorUtilities.CreateInstance<TFormatter>(services, options)));
        return builder;
    }

    /// <summary>
    /// Registers a transport for servers with a scheme, such as <c>"Servers": [ "myscheme://siem.corp:1234" ]</c>. Configuration sets its
    /// options in the section <c>Destination</c>, where each public property is a key.
    /// </summary>
    /// <typeparam name="TOptions">The type of the options.</typeparam>
    /// <param name="builder">The pipeline.</param>
    /// <param name="scheme">The scheme, in lowercase. It replaces a built-in transport with the same scheme.</param>
    /// <param name="create">Creates the transport. The route disposes it.</param>
    /// <returns>The pipeline.</returns>
    /// <exception cref="ArgumentException">A public property of the options has a type that configuration cannot set.</exception>
    public static ISlsSyslogBuilder AddTransport<TOptions>(
        this ISlsSyslogBuilder builder, string scheme, Func<TOptions, IServiceProvider, ISyslogTransport> create)
        where TOptions : SyslogTransportOptions, new()
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(scheme);
        ArgumentNullException.ThrowIfNull(create);
        OptionProperties.ThrowIfUnsupported(new TOptions());
        builder.Services.AddSingleton(TransportKind.Of(scheme, create));
        return builder;
    }

    /// <summary>Signs requests to SLS with the credentials of a provider instead of those of the environment.</summary>
    /// <param name="builder">The pipeline.</param>
    /// <param name="provider">Creates the provider.</param>
    /// <returns>The pipeline.</returns>
    public static ISlsSyslogBuilder UseCredentials(this ISlsSyslogBuilder builder, Func<IServiceProvider, ISlsCredentialProvider> provider)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Replace(ServiceDescriptor.Singleton(provider));
        return builder;
    }

    /// <summary>Passes records that cannot be sent to a handler instead of the dead-letter file.</summary>
    /// <typeparam name="THandler">The type of the handler. One instance is created; its constructor may take services.</typeparam>
    /// <param name="builder">The pipeline.</param>
    /// <returns>The pipeline.</returns>
    public static ISlsSyslogBuilder UseDeadLetterHandler<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>(
        this ISlsSyslogBuilder builder)
        where THandler : class, IDeadLetterHandler
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Replace(ServiceDescriptor.Singleton<IDeadLetterHandler, THandler>());
        builder.Services.Configure<SlsSyslogOptions>(options => options.HasDeadLetterHandler = true);
        return builder;
    }

    /// <summary>
    /// Does not run routes with the host. Instead, the service <see cref="IOnDemandForwarder"/> runs a source through a route when it is
    /// called, for triggers and replays. The source options of the routes are not used.
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
