using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace SlsSyslog.AspNetCore;

/// <summary>Provides extension methods that map the endpoints of the status page.</summary>
public static class StatusPageEndpointRouteBuilderExtensions
{
    // More than a person, a monitoring system and some browser tabs need at the same time.
    private const int MaxRequests = 32;

    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>
    /// Maps <c>/health/live</c>, <c>/health/ready</c>, <c>/health</c> and <c>/status</c>, which respond with JSON, and the status page at
    /// <c>/</c>. The page and its history come from this process and use no other server. The health endpoints respond with 503 when the
    /// health is unhealthy, and with 200 otherwise. Map them to a group to serve them below a path. Unless
    /// <see cref="StatusPageOptions.AllowRemoteConnections"/> is set, only the two probe endpoints respond on addresses other than loopback.
    /// </summary>
    /// <param name="endpoints">The endpoints of the application.</param>
    /// <returns>The endpoints, so that the application can require authorization for them.</returns>
    /// <exception cref="InvalidOperationException"><c>AddSlsSyslogStatusPage()</c> was not called.</exception>
    public static IEndpointConventionBuilder MapSlsSyslog(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        IServiceProvider services = endpoints.ServiceProvider;
        AnswerFactory answers = services.GetService<AnswerFactory>()
            ?? throw new InvalidOperationException("The services of the status page are missing. Call builder.Services.AddSlsSyslogStatusPage().");
        RequestAccess access = services.GetRequiredService<RequestAccess>();
        TimeProvider timeProvider = services.GetRequiredService<TimeProvider>();
        ILogger logger = services.GetRequiredService<ILoggerFactory>().CreateLogger<AnswerCache>();

        // Probes respond even while a flood of other requests uses all places.
        RequestPlaces probes = new(MaxRequests);
        RequestPlaces others = new(MaxRequests);
        RouteGroupBuilder group = endpoints.MapGroup("");
        Map("/health/live", probes, isProbe: true, answers.GetLiveAsync);
        Map("/health/ready", probes, isProbe: true, answers.GetReadyAsync);
        Map("/health", others, isProbe: false, answers.GetHealthAsync);
        Map("/status", others, isProbe: false, answers.GetStatusAsync);
        Map("/status/history", others, isProbe: false, answers.GetHistoryAsync);
        Map("/", others, isProbe: false, AnswerFactory.GetPageAsync);
        return group;

        void Map(string path, RequestPlaces places, bool isProbe, Func<CancellationToken, Task<Answer>> create)
        {
            StatusEndpoint endpoint = new(new AnswerCache(path, create, timeProvider, logger), places, access, isProbe, timeProvider);
            group.MapMethods(path, Methods, new RequestDelegate(endpoint.InvokeAsync)).WithDisplayName($"SlsSyslog {path}");
        }
    }
}
