using System.Collections.Concurrent;
using System.Net;

namespace SlsSyslog.ConsumerGroups.Tests;

// A session with one logstore whose responses the test writes, on a clock that moves only when the test advances it.
internal sealed class SessionScene : IDisposable
{
    private readonly SourceSession _session;
    private readonly Handler _handler;

    public SessionScene()
    {
        SlsClock clock = new(Time);
        _handler = new Handler(this);
        Diagnostics = new SourceDiagnostics(Log, clock, Time);
        StaticCredentialProvider credentials = new(new SlsCredential("id", "secret"));
        _session = new SourceSession(Options, "test", credentials, (_, _) => _handler, clock, Diagnostics, Time);
        Logstore = _session.Open("store");
    }

    public TestTimeProvider Time { get; } = new();

    public ListLogger Log { get; } = new();

    public ConsumerGroupOptions Options { get; } =
        new() { Endpoint = "http://host.test", Project = "proj", Logstore = "store", ConsumerGroup = "group", Consumer = "consumer-1" };

    public SourceDiagnostics Diagnostics { get; }

    public SourceSession Session => _session;

    public LogstoreContext Logstore { get; }

    // Responds to each request. The text is the path with the query, a space, and the body.
    public Func<string, CancellationToken, Task<HttpResponseMessage>> RespondAsync { get; set; } = (_, _) => Task.FromResult(Ok());

    // Every request, in order, with the time at which it was sent.
    public ConcurrentQueue<(string Text, DateTimeOffset SentAt)> Requests { get; } = new();

    public static HttpResponseMessage Ok() => new(HttpStatusCode.OK) { Content = new ByteArrayContent([]) };

    public static HttpResponseMessage Error(int status, string code) => FaultHandler.Error(status, code);

    // Advances the clock in small steps until the condition holds.
    public Task AdvanceUntilAsync(Func<bool> condition) => Eventually.TrueAsync(
        () =>
        {
            if (condition())
            {
                return true;
            }

            Time.Advance(TimeSpan.FromMilliseconds(50));
            return false;
        },
        () => Log.Text);

    public void Dispose()
    {
        _session.Dispose();
        _handler.Dispose();
        Log.Dispose();
    }

    private sealed class Handler(SessionScene scene) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            string body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
            string text = $"{Uri.UnescapeDataString(request.RequestUri!.PathAndQuery)} {body}";
            scene.Requests.Enqueue((text, scene.Time.GetUtcNow()));
            return await scene.RespondAsync(text, cancellationToken);
        }
    }
}
