using System.Net;
using System.Text.Json;

namespace SlsSyslog.Tool;

/// <summary>Reads the status of a running forwarder from its HTTP end point.</summary>
/// <param name="http">Sends the requests.</param>
/// <param name="address">The address of the end point, such as <c>http://127.0.0.1:8080/status</c>.</param>
internal sealed class StatusReader(HttpClient http, Uri address)
{
    private const int MaxErrorLength = 200;

    public Uri Address => address;

    /// <summary>Completes an address: the default port, scheme and path of the end point are optional.</summary>
    /// <exception cref="ArgumentException">The text is not an address.</exception>
    public static Uri ParseAddress(string text)
    {
        text = text.Trim();
        string complete = text.Contains("://", StringComparison.Ordinal) ? text : $"http://{text}";
        return Uri.TryCreate(complete, UriKind.Absolute, out Uri? parsed) && parsed.Scheme is "http" or "https"
            ? ToReachable(parsed.AbsolutePath.Length > 1 ? parsed : new Uri(parsed, "/status"))
            : throw new ArgumentException($"'{text}' is not an address. Specify it as host:port, such as 127.0.0.1:8080.", nameof(text));
    }

    /// <summary>Reads the status.</summary>
    /// <exception cref="StatusUnavailableException">The forwarder does not answer, or the answer is not a status.</exception>
    public async Task<StatusDocument> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            using HttpResponseMessage response = await http.GetAsync(address, cancellationToken).ConfigureAwait(false);
            byte[] body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
            return response.StatusCode == HttpStatusCode.OK
                ? StatusDocument.Parse(body)
                : throw new StatusUnavailableException($"{address} responds with {(int)response.StatusCode}: {Shorten(body)}");
        }
        catch (HttpRequestException exception)
        {
            throw new StatusUnavailableException($"{address} does not respond: {exception.GetBaseException().Message}", exception);
        }
        catch (TaskCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new StatusUnavailableException($"{address} does not respond in time.", exception);
        }
        catch (JsonException exception)
        {
            throw new StatusUnavailableException($"{address} is not the status of a forwarder: its answer is not the JSON of one.", exception);
        }
    }

    // A forwarder can listen on all addresses; this machine has the one of loopback.
    private static Uri ToReachable(Uri address) => address.IdnHost switch
    {
        "0.0.0.0" => new UriBuilder(address) { Host = "127.0.0.1" }.Uri,
        "::" => new UriBuilder(address) { Host = "[::1]" }.Uri,
        _ => address,
    };

    private static string Shorten(byte[] body)
    {
        string text = PlainText.Clean(Encoding.UTF8.GetString(body)).Trim();
        return text.Length <= MaxErrorLength ? text : text[..MaxErrorLength] + "...";
    }
}
