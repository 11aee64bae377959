using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace SlsSyslog;

/// <summary>Provides extension methods that add health checks of the routes to a host.</summary>
public static class SlsSyslogHealthChecksBuilderExtensions
{
    /// <summary>The tag of checks that fail when the process should be restarted: <c>live</c>.</summary>
    public const string LiveTag = "live";

    /// <summary>The tag of checks that fail until the process has started: <c>ready</c>.</summary>
    public const string ReadyTag = "ready";

    /// <summary>
    /// The name of the check that fails until every route is registered: <c>slssyslog-ready</c>. The health as a whole does not need it: the
    /// check <c>slssyslog</c> is degraded meanwhile.
    /// </summary>
    public const string ReadyCheckName = $"{Name}-{ReadyTag}";

    private const string Name = "slssyslog";

    /// <summary>
    /// Adds three checks. <c>slssyslog-live</c> with the tag <c>live</c> fails when a loop of the process does not turn.
    /// <c>slssyslog-ready</c> with the tag <c>ready</c> fails until every route is registered with its consumer group. Neither fails in
    /// an outage of SLS or of the SIEM. <c>slssyslog</c> reports whether records are confirmed in time, and everything else that needs attention.
    /// A result that is not healthy contains its reasons under the key <see cref="HealthReason.DataKey"/>. A second call adds no checks.
    /// </summary>
    /// <param name="builder">The health checks of the host.</param>
    /// <param name="configure">Sets limits. They override those in the section <c>SlsSyslog:Health</c> of the configuration.</param>
    /// <returns>The health checks of the host.</returns>
    public static IHealthChecksBuilder AddSlsSyslog(this IHealthChecksBuilder builder, Action<HealthOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (configure is not null)
        {
            builder.Services.PostConfigure<SlsSyslogOptions>(options => configure(options.Health));
        }

        if (builder.Services.Any(service => service.ImplementationInstance is Marker))
        {
            return builder;
        }

        builder.Services.AddSingleton(new Marker());
        return builder
            .Add(Check($"{Name}-{LiveTag}", [LiveTag], ProbeRules.FindStall, "All loops turn."))
            .Add(Check(ReadyCheckName, [ReadyTag], ProbeRules.FindUnregistered, "All routes are registered."))
            .Add(Check(Name, [], HealthRules.Find, "Everything that was read is confirmed in time."));
    }

    private static HealthCheckRegistration Check(
        string name, string[] tags, Func<RouteStatus, SlsSyslogStatus, HealthLimits, IEnumerable<HealthReason>> find, string healthy) =>
        new(
            name,
            services => new StatusHealthCheck(
                services.GetRequiredService<ISlsSyslogStatus>(), services.GetRequiredService<IOptions<SlsSyslogOptions>>(), find, healthy),
            failureStatus: null,
            tags);

    // Checks with the same name would be an error.
    private sealed class Marker;
}
