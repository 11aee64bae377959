using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace SlsSyslog.AspNetCore.Tests;

/// <summary>A web application with the endpoints on a free port, and a status that the test sets.</summary>
internal sealed class WebScene : IAsyncDisposable
{
    private readonly WebApplication _app;

    private WebScene(WebApplication app, FakeStatus status, TestTimeProvider time)
    {
        (_app, Status, Time) = (app, status, time);
        Address = new Uri(app.Urls.First());
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Address };
    }

    public FakeStatus Status { get; }

    public TestTimeProvider Time { get; }

    public Uri Address { get; }

    public HttpClient Client { get; }

    public StatusHistory History => _app.Services.GetRequiredService<StatusHistory>();

    public static async Task<WebScene> StartAsync(
        SlsSyslogStatus status,
        Action<StatusPageOptions>? configure = null,
        Action<IServiceCollection>? compose = null,
        string path = "")
    {
        FakeStatus fake = new(status);
        TestTimeProvider time = new(StatusExamples.Now);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddSlsSyslogForwarding(_ => { }).ForwardOnDemand();
        builder.Services.Replace(ServiceDescriptor.Singleton<ISlsSyslogStatus>(fake));

        // The options of the routes are not what is tested, and the routes do not run.
        builder.Services.RemoveAll<Microsoft.Extensions.Options.IValidateOptions<SlsSyslogOptions>>();
        builder.Services.AddSlsSyslogStatusPage(configure);
        compose?.Invoke(builder.Services);
        WebApplication app = builder.Build();
        app.MapGroup(path).MapSlsSyslog();
        await app.StartAsync();
        WebScene scene = new(app, fake, time);
        await Eventually.TrueAsync(() => scene.History.ToAnswer().Times.Count == 1, "The first sample was not taken.");
        return scene;
    }

    /// <summary>Sends a request. An absent host is that of the address.</summary>
    public async Task<HttpResponseMessage> SendAsync(string path, string? host = null, HttpMethod? method = null)
    {
        using HttpRequestMessage request = new(method ?? HttpMethod.Get, path);
        request.Headers.Host = host;
        return await Client.SendAsync(request);
    }

    /// <summary>Gets a path as text. The status code is not checked.</summary>
    public async Task<(HttpStatusCode Status, string Body)> GetAsync(string path, string? host = null)
    {
        using HttpResponseMessage response = await SendAsync(path, host);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>Sets the status and lets the answers of the last second expire.</summary>
    public void Set(SlsSyslogStatus status)
    {
        Status.Current = status;
        Time.Advance(TimeSpan.FromSeconds(1));
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
