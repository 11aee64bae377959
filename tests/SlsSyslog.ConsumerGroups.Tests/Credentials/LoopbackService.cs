using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SlsSyslog.ConsumerGroups.Tests;

// An HTTP service on a free port of the loopback interface. Keeps the requests.
internal sealed class LoopbackService : IAsyncDisposable
{
    private readonly WebApplication _application;

    private LoopbackService(WebApplication application) => _application = application;

    public ConcurrentQueue<LoopbackRequest> Requests { get; } = new();

    public string Address => _application.Urls.First();

    public static async Task<LoopbackService> StartAsync(Func<LoopbackRequest, (int Status, string Body)> respond)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        LoopbackService service = new(builder.Build());
        service._application.Run(async context =>
        {
            Dictionary<string, string> parameters = context.Request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
            if (context.Request.HasFormContentType)
            {
                foreach ((string key, Microsoft.Extensions.Primitives.StringValues value) in await context.Request.ReadFormAsync())
                {
                    parameters[key] = value.ToString();
                }
            }

            LoopbackRequest request = new(context.Request.Method, context.Request.Path, parameters);
            service.Requests.Enqueue(request);
            (context.Response.StatusCode, string body) = respond(request);
            await context.Response.WriteAsync(body);
        });
        await service._application.StartAsync();
        return service;
    }

    public async ValueTask DisposeAsync() => await _application.DisposeAsync();
}
