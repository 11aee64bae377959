using System.Net;
using Microsoft.AspNetCore.Http;

namespace SlsSyslog.Hosting;

/// <summary>
/// Protects the metrics: it limits the scrapes at the same time, and collects the metrics into memory before they are sent. The exporter waits for
/// the readers of a collection before it starts the next one, so one scraper that does not read would delay all others.
/// </summary>
/// <param name="path">The path of the metrics.</param>
/// <param name="isLocal">Whether the server listens on a loopback address, so that only the names of such an address are requested.</param>
/// <param name="timeProvider">The clock.</param>
internal sealed class MetricsEndpoint(string path, bool isLocal, TimeProvider timeProvider)
{
    private const int MaxScrapes = 4;

    private static readonly TimeSpan WriteTimeout = TimeSpan.FromSeconds(10);

    private int _scrapes;

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path != path)
        {
            await next(context).ConfigureAwait(false);
            return;
        }

        // A web site whose name points to this address could read them through a browser.
        if (isLocal && !IsLoopbackName(context.Request.Host.Host))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        // Scrapes that wait for a place would be what a flood fills memory with.
        if (Interlocked.Increment(ref _scrapes) > MaxScrapes)
        {
            Interlocked.Decrement(ref _scrapes);
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.Headers.RetryAfter = "1";
            return;
        }

        try
        {
            await CollectAsync(context, next).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _scrapes);
        }
    }

    private static bool IsLoopbackName(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out IPAddress? address) && IPAddress.IsLoopback(address));

    private async Task CollectAsync(HttpContext context, RequestDelegate next)
    {
        Stream network = context.Response.Body;
        using MemoryStream collected = new();
        context.Response.Body = collected;
        try
        {
            await next(context).ConfigureAwait(false);
        }
        finally
        {
            context.Response.Body = network;
        }

        context.Response.ContentLength = collected.Length;
        collected.Position = 0;
        using CancellationTokenSource timeout = new(WriteTimeout, timeProvider);
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, context.RequestAborted);
        try
        {
            await collected.CopyToAsync(network, end.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The scraper is gone or does not read.
            context.Abort();
        }
    }
}
