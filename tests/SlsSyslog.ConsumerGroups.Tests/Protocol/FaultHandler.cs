using System.Net;
using System.Text;

namespace SlsSyslog.ConsumerGroups.Tests;

// Stands between client and emulator and lets tests answer, delay or damage single requests.
internal sealed class FaultHandler : DelegatingHandler
{
    // Null lets the request through; else what it gives is the answer.
    public Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage?>>? Before { get; set; }

    // May change an answer of the emulator.
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
