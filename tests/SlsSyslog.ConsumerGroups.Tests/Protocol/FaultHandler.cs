using System.Net;
using System.Text;

namespace SlsSyslog.ConsumerGroups.Tests;

// Lets tests respond to, delay or damage single requests between the client and the emulator.
internal sealed class FaultHandler : DelegatingHandler
{
    // Returns the response, or null to send the request.
    public Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage?>>? Before { get; set; }

    // Can change a response of the emulator.
    public Func<HttpRequestMessage, HttpResponseMessage, Task>? After { get; set; }

    public static bool IsPull(HttpRequestMessage request) => Has(request, "type=log");

    public static bool IsHeartbeat(HttpRequestMessage request) => Has(request, "type=heartbeat");

    public static bool IsCommit(HttpRequestMessage request) => Has(request, "type=checkpoint");

    public static bool Has(HttpRequestMessage request, string text) => request.RequestUri!.PathAndQuery.Contains(text, StringComparison.Ordinal);

    public static bool IsOfShard(HttpRequestMessage request, int shard) => Has(request, $"/shards/{shard}?");

    public static HttpResponseMessage Error(int status, string code, string message = "on purpose") =>
        StubHandler.Json((HttpStatusCode)status, $$"""{"errorCode":"{{code}}","errorMessage":"{{message}}"}""");

    public static HttpResponseMessage Html(int status) =>
        new((HttpStatusCode)status) { Content = new StringContent("<html>proxy</html>", Encoding.UTF8, "text/html") };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (Before is { } before && await before(request, cancellationToken) is { } answer)
        {
            return answer;
        }

        HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
        if (After is { } after)
        {
            await after(request, response);
        }

        return response;
    }
}
