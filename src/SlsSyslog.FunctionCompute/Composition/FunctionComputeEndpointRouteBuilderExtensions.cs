using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace SlsSyslog.FunctionCompute;

/// <summary>Provides extension methods that map the endpoints that Function Compute calls in a custom runtime.</summary>
public static class FunctionComputeEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps <c>POST /invoke</c>, <c>POST /initialize</c>, <c>GET /pre-stop</c> and <c>GET /pre-freeze</c>. The status code and
    /// the header <c>x-fc-status</c> report the result as the service documents it: 200, or 404 for a failure.
    /// </summary>
    /// <param name="endpoints">The endpoints of the program.</param>
    /// <returns>The endpoints.</returns>
    public static IEndpointRouteBuilder MapSlsSyslogFunctionCompute(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        InvocationHandler handler = endpoints.ServiceProvider.GetRequiredService<InvocationHandler>();
        endpoints.MapPost("/invoke", new RequestDelegate(handler.InvokeAsync));
        endpoints.MapPost("/initialize", new RequestDelegate(InvocationHandler.InitializeAsync));

        // Every invocation drains before it responds, so there is nothing to do.
        endpoints.MapGet("/pre-stop", new RequestDelegate(InvocationHandler.AcknowledgeAsync));
        endpoints.MapGet("/pre-freeze", new RequestDelegate(InvocationHandler.AcknowledgeAsync));
        return endpoints;
    }
}
