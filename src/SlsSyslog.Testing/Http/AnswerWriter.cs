using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace SlsSyslog.Testing;

/// <summary>Sends an answer with the headers that every answer of the service has.</summary>
internal static class AnswerWriter
{
    public static async Task WriteAsync(HttpContext context, SlsAnswer answer, string requestId, DateTimeOffset now)
    {
        var response = context.Response;
        response.StatusCode = answer.Status;
        response.ContentType = answer.ContentType;
        response.ContentLength = answer.Body.Length;
        response.Headers.Server = "AliyunSLS";
        response.Headers.Date = now.ToUniversalTime().ToString("r", CultureInfo.InvariantCulture);
        response.Headers.AccessControlAllowOrigin = "*";
        response.Headers["x-log-requestid"] = requestId;
        foreach (var (name, value) in answer.Headers)
        {
            response.Headers[name] = value;
        }

        if (context.Request.Method != "HEAD")
        {
            await response.Body.WriteAsync(answer.Body, context.RequestAborted).ConfigureAwait(false);
        }
    }
}
