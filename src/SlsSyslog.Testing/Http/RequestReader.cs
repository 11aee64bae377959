using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace SlsSyslog.Testing;

/// <summary>Creates an <see cref="SlsRequest"/> from a Kestrel request.</summary>
internal static class RequestReader
{
    public static async Task<SlsRequest> ReadAsync(HttpContext context)
    {
        string target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        int query = target.IndexOf('?', StringComparison.Ordinal);
        using MemoryStream body = new();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted).ConfigureAwait(false);
        return new SlsRequest
        {
            Method = context.Request.Method,
            RawPath = query < 0 ? target : target[..query],
            Query = QueryString.Parse(query < 0 ? "" : target[(query + 1)..]),
            Headers = [.. context.Request.Headers.SelectMany(header => header.Value.Select(value => KeyValuePair.Create(header.Key, value ?? "")))],
            Body = body.ToArray(),
        };
    }
}
