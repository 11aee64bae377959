using System.Net;

namespace SlsSyslog.ConsumerGroups.Tests;

// Responds from a script, whose last response is repeated. Keeps the requests.
internal sealed class StubHandler(params Func<HttpRequestMessage, HttpResponseMessage>[] answers) : HttpMessageHandler
{
    private int _next;

    public List<HttpRequestMessage> Requests { get; } = [];

    public List<string> Bodies { get; } = [];

    public static HttpResponseMessage Json(HttpStatusCode status, string body) =>
        new(status)
        {
            Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json"),
            Headers = { { "x-log-requestid", "5F0A6C9E8B7D4A3C2E1F0A9B" } },
        };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests.Add(request);
        Bodies.Add(request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken));
        int answer = Math.Min(_next++, answers.Length - 1);
        return answers[answer](request);
    }
}
