using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SlsSyslog.AspNetCore;
using Spectre.Console;
using Spectre.Console.Testing;

namespace SlsSyslog.Tool.Tests;

public sealed class StatusReaderTests : IAsyncLifetime
{
    private readonly HttpClient _http = new();
    private readonly SettableStatus _status = new();
    private WebApplication _app = null!;
    private StatusReader _reader = null!;

    public async ValueTask InitializeAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSlsSyslogForwarding(_ => { }).ForwardOnDemand();
        builder.Services.Replace(ServiceDescriptor.Singleton<ISlsSyslogStatus>(_status));
        builder.Services.RemoveAll<IValidateOptions<SlsSyslogOptions>>(); // no route runs
        builder.Services.AddSlsSyslogStatusPage();
        _app = builder.Build();
        _app.MapSlsSyslog();
        await _app.StartAsync();
        _reader = new StatusReader(_http, StatusReader.ParseAddress(new Uri(_app.Urls.First()).Authority));
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _http.Dispose();
    }

    [Fact]
    public async Task ReadAsync_RunningForwarder_HasEverythingThatTheTableShows()
    {
        RouteStatus route = Statuses.Route() with
        {
            LastError = Statuses.Error(),
            UnownedShards = ["logs/2"],
            Outages = [new OutageStatus(OutageSide.Destination, Statuses.Now, null, "Nothing is confirmed.", 1, 0)],
        };
        _status.Current = Statuses.Of(route);

        StatusDocument document = await _reader.ReadAsync(CancellationToken.None);

        RouteStatus read = Assert.Single(document.Status.Routes);
        Assert.Equal(StatusLine.Create(route), StatusLine.Create(read));
        Assert.Equal(route.Shards[0], read.Shards[0]);
        Assert.Equal(route.Destinations[0], read.Destinations[0]);
        Assert.Equal(route.LastError, read.LastError);
        Assert.Equal(route.Outages[0], read.Outages[0]);
        Assert.Equal(route.ReadLag, read.ReadLag);
        Assert.Equal("1.2.3", document.Status.Version);
        Assert.NotNull(document.Health);
        Assert.StartsWith("{\"version\":\"1.2.3\"", document.Json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ShowOnceAsync_RunningForwarder_WritesOneTableWithoutControlCodes()
    {
        _status.Current = Statuses.Of(Statuses.Route());
        using TestConsole console = new();
        console.Profile.Width = 140;

        await new TopScreen(console, _reader, TimeProvider.System).ShowOnceAsync(CancellationToken.None);

        Assert.Contains("version 1.2.3, up 1 h", console.Output, StringComparison.Ordinal);
        Assert.Single(console.Lines, line => line.Contains("12,345", StringComparison.Ordinal));
        Assert.DoesNotContain("\u001b", console.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_ForwarderStops_KeepsTheTableAndSaysThatItIsNotCurrent()
    {
        _status.Current = Statuses.Of(Statuses.Route());
        using CancellationTokenSource until = new();
        await using SharedWriter output = new();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = 140;
        Task running = new TopScreen(console, _reader, TimeProvider.System) { Interval = TimeSpan.FromMilliseconds(20) }.RunAsync(until.Token);
        await Eventually.TrueAsync(() => output.Text.Contains("12,345", StringComparison.Ordinal));

        await _app.StopAsync();
        await Eventually.TrueAsync(() => output.Text.Contains("Not current: ", StringComparison.Ordinal));
        await until.CancelAsync();
        await running.WaitAsync(Eventually.Deadline);
    }

    [Fact]
    public async Task ReadAsync_NothingListens_SaysSo()
    {
        await _app.StopAsync();

        StatusUnavailableException exception = await Assert.ThrowsAsync<StatusUnavailableException>(() => _reader.ReadAsync(CancellationToken.None));

        Assert.StartsWith($"{_reader.Address} does not respond: ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_OtherPath_ReportsTheStatusCode()
    {
        StatusReader other = new(_http, new Uri(_reader.Address, "/other"));

        StatusUnavailableException exception = await Assert.ThrowsAsync<StatusUnavailableException>(() => other.ReadAsync(CancellationToken.None));

        Assert.StartsWith($"{other.Address} responds with {(int)HttpStatusCode.NotFound}", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_OtherJson_IsNotAStatus()
    {
        StatusReader other = new(_http, new Uri(_reader.Address, "/health"));

        StatusUnavailableException exception = await Assert.ThrowsAsync<StatusUnavailableException>(() => other.ReadAsync(CancellationToken.None));

        Assert.Contains("is not the status of a forwarder", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1:8080", "http://127.0.0.1:8080/status")]
    [InlineData("0.0.0.0:29464", "http://127.0.0.1:29464/status")]
    [InlineData(" [::]:29464", "http://[::1]:29464/status")]
    [InlineData("https://siem.corp/", "https://siem.corp/status")]
    [InlineData("http://localhost:8080/forwarder/status", "http://localhost:8080/forwarder/status")]
    public void ParseAddress_HostOrAddress_HasThePathOfTheStatus(string text, string expected) =>
        Assert.Equal(expected, StatusReader.ParseAddress(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("ftp://host")]
    [InlineData("host:port")]
    public void ParseAddress_OtherText_SaysWhatToSpecify(string text) =>
        Assert.Contains("Specify it as host:port", Assert.Throws<ArgumentException>(() => StatusReader.ParseAddress(text)).Message, StringComparison.Ordinal);

    /// <summary>A status that a test sets.</summary>
    private sealed class SettableStatus : ISlsSyslogStatus
    {
        public SlsSyslogStatus Current { get; set; } = Statuses.Of();

        public SlsSyslogStatus GetStatus() => Current;
    }
}
