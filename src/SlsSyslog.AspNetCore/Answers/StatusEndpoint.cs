using Microsoft.AspNetCore.Http;

namespace SlsSyslog.AspNetCore;

/// <summary>
/// Serves one path. It uses a bounded number of requests at a time, each for a bounded time, so that neither a flood nor a client that does
/// not read can use more than a fixed amount of memory.
/// </summary>
/// <param name="cache">The answers.</param>
/// <param name="places">The requests that may be served at the same time.</param>
/// <param name="access">Decides who may read the answers.</param>
/// <param name="isProbe">Whether requests without access get the brief answer.</param>
/// <param name="timeProvider">The clock.</param>
internal sealed class StatusEndpoint(AnswerCache cache, RequestPlaces places, RequestAccess access, bool isProbe, TimeProvider timeProvider)
{
    private static readonly TimeSpan WriteTimeout = TimeSpan.FromSeconds(10);
    private static readonly Answer Busy = Answer.OfText(
        StatusCodes.Status503ServiceUnavailable, "Too many requests at the same time. Try again in a second.");

    public async Task InvokeAsync(HttpContext context)
    {
        Refusal? refusal = access.FindRefusal(context);
        if (refusal is not null && !isProbe)
        {
            await WriteAsync(context, Answer.OfText(refusal.StatusCode, refusal.Reason)).ConfigureAwait(false);
            return;
        }

        // Requests that wait for a place would be what a flood fills memory with.
        if (!places.TryTake())
        {
            context.Response.Headers.RetryAfter = "1";
            await WriteAsync(context, Busy).ConfigureAwait(false);
            return;
        }

        try
        {
            Answer answer = await cache.GetAsync().ConfigureAwait(false);
            answer = refusal is not null && answer.BriefBody is { } brief ? answer with { Body = brief } : answer;
            await WriteAsync(context, answer).ConfigureAwait(false);
        }
        finally
        {
            places.Release();
        }
    }

    private async Task WriteAsync(HttpContext context, Answer answer)
    {
        HttpResponse response = context.Response;
        response.StatusCode = answer.StatusCode;
        response.ContentType = answer.ContentType;
        response.ContentLength = answer.Body.Length;
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentSecurityPolicy = answer.ContentSecurityPolicy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.XFrameOptions = "DENY";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers["Cross-Origin-Opener-Policy"] = "same-origin";
        response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (HttpMethods.IsHead(context.Request.Method))
        {
            return;
        }

        using CancellationTokenSource timeout = new(WriteTimeout, timeProvider);
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, context.RequestAborted);
        try
        {
            await response.Body.WriteAsync(answer.Body, end.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The client is gone or does not read.
            context.Abort();
        }
    }
}
