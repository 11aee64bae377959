using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace SlsSyslog.FunctionCompute;

/// <summary>Maps what Function Compute calls in a custom runtime.</summary>
public static class FunctionComputeEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps <c>POST /invoke</c>, <c>POST /initialize</c>, <c>GET /pre-stop</c> and <c>GET /pre-freeze</c>. Answers carry the result as
    /// status code and in <c>x-fc-status</c>: 200, or 404 for a failure, as the service documents it.
    /// </summary>
    /// <param name="endpoints">The program's endpoints.</param>
    /// <returns>The endpoints.</returns>
    public static IEndpointRouteBuilder MapSlsSyslogFunctionCompute(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        InvocationHandler handler = endpoints.ServiceProvider.GetRequiredService<InvocationHandler>();
        endpoints.MapPost("/invoke", new RequestDelegate(handler.InvokeAsync));
        endpoints.MapPost("/initialize", new RequestDelegate(InvocationHandler.InitializeAsync));

        // Every invocation has drained before it answered: there is nothing left to do.
        endpoints.MapGet("/pre-stop", new RequestDelegate(InvocationHandler.AcknowledgeAsync));
        endpoints.MapGet("/pre-freeze", new RequestDelegate(InvocationHandler.AcknowledgeAsync));
        return endpoints;
    }
}
