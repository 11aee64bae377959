using Microsoft.AspNetCore.Http;

namespace SlsSyslog.Testing;

/// <summary>Sends a response with the headers of the service and the effects of a fault.</summary>
internal sealed class AnswerWriter(TimeProvider timeProvider)
{
    private const int PacesPerSecond = 20;

    public async Task WriteAsync(HttpContext context, Exchange exchange)
    {
        (SlsAnswer? answer, FaultPlan? fault) = (exchange.Answer, exchange.Fault);
        WriteHead(context.Response, exchange);
        if (context.Request.Method == "HEAD")
        {
            return;
        }

        if (fault.Reset == FaultReset.InBody)
        {
            await context.Response.Body.WriteAsync(answer.Body[..(answer.Body.Length / 2)], context.RequestAborted).ConfigureAwait(false);
            await context.Response.Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
            context.Abort();
        }
        else if (fault.BytesPerSecond is { } rate)
        {
            await WriteSlowlyAsync(context, answer.Body, rate).ConfigureAwait(false);
        }
        else
        {
            await context.Response.Body.WriteAsync(answer.Body, context.RequestAborted).ConfigureAwait(false);
        }
    }

    private void WriteHead(HttpResponse response, Exchange exchange)
    {
        response.StatusCode = exchange.Answer.Status;
        response.ContentType = exchange.Answer.ContentType;
        response.ContentLength = exchange.Answer.Body.Length;
        response.Headers.Server = "AliyunSLS";
        response.Headers.Date = timeProvider.GetUtcNow().ToUniversalTime().ToString("r", CultureInfo.InvariantCulture);
        response.Headers.AccessControlAllowOrigin = "*";
        response.Headers["x-log-requestid"] = exchange.RequestId;
        foreach ((string? name, string? value) in exchange.Answer.Headers)
        {
            response.Headers[name] = value;
        }
    }

    private static async Task WriteSlowlyAsync(HttpContext context, ReadOnlyMemory<byte> body, int rate)
    {
        int piece = Math.Max(1, rate / PacesPerSecond);
        for (int sent = 0; sent < body.Length; sent += piece)
        {
            ReadOnlyMemory<byte> next = body.Slice(sent, Math.Min(piece, body.Length - sent));
            await context.Response.Body.WriteAsync(next, context.RequestAborted).ConfigureAwait(false);
            await context.Response.Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
            await Task.Delay(TimeSpan.FromSeconds(1.0 / PacesPerSecond), TimeProvider.System, context.RequestAborted).ConfigureAwait(false);
        }
    }
}
