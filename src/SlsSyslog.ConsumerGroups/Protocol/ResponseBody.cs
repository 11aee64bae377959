using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SlsSyslog.ConsumerGroups;

/// <summary>Reads JSON bodies. One of an undocumented form is an <see cref="SlsProtocolException"/>, which is retried, not a success.</summary>
internal static class ResponseBody
{
    /// <summary>The limit of a JSON body, far above what SLS sends.</summary>
    public const int MaxJsonBytes = 8 * 1024 * 1024;

    /// <summary>The limit of an error body.</summary>
    public const int MaxErrorBytes = 64 * 1024;

    /// <summary>Reads the body. The limit also applies to a body without a Content-Length.</summary>
    /// <exception cref="SlsProtocolException">The body exceeds the limit.</exception>
    public static async Task<byte[]> ReadAsync(SlsRequest request, HttpResponseMessage response, int maxBytes, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentLength > maxBytes)
        {
            throw TooLong(request, maxBytes);
        }

        try
        {
            Stream stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                using MemoryStream body = new();
                byte[] part = new byte[4096];
                int read;
                while ((read = await stream.ReadAsync(part, cancellationToken).ConfigureAwait(false)) > 0)
                {
                    if (body.Length + read > maxBytes)
                    {
                        throw TooLong(request, maxBytes);
                    }

                    body.Write(part.AsSpan(0, read));
                }

                return body.ToArray();
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw new SlsException(request.Operation, 0, "", ErrorReason.Of(exception), ResponseHeaders.RequestId(response), exception);
        }
    }

    /// <summary>Deserializes a body. Null, and null in an array, are not valid.</summary>
    public static T Deserialize<T>(SlsRequest request, byte[] body, JsonTypeInfo<T> type)
    {
        try
        {
            T? value = JsonSerializer.Deserialize(body, type);
            return value is not null && !(value is object?[] items && Array.IndexOf(items, null) >= 0)
                ? value
                : throw new SlsProtocolException($"The response to {request.Operation} is null or contains null.");
        }
        catch (JsonException exception)
        {
            throw new SlsProtocolException($"The response to {request.Operation} is not the expected JSON.", exception);
        }
    }

    /// <summary>Checks the body of a response that has no result. Anything else than an empty body or an empty result is not from SLS.</summary>
    public static void EnsureSuccess(SlsRequest request, HttpResponseMessage response, byte[] body)
    {
        if (body.AsSpan().Trim(" \t\r\n"u8).IsEmpty)
        {
            return;
        }

        SlsErrorBody result = Deserialize(request, body, SlsJson.Default.SlsErrorBody);
        if (!string.IsNullOrEmpty(result.ErrorCode))
        {
            throw new SlsException(
                request.Operation, (int)response.StatusCode, result.ErrorCode, result.ErrorMessage ?? "", ResponseHeaders.RequestId(response));
        }
    }

    private static SlsProtocolException TooLong(SlsRequest request, int maxBytes) =>
        new($"The response to {request.Operation} exceeds {maxBytes} bytes.");
}
