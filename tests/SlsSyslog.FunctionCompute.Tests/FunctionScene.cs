using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using SlsSyslog.Testing;

namespace SlsSyslog.FunctionCompute.Tests;

/// <summary>An emulator with logs, a receiver with a ledger, and the endpoints of the function between them, in this process.</summary>
internal sealed class FunctionScene : IAsyncDisposable
{
    public const string Project = "test-project";
    public const string Logstore = "logs";

    private readonly List<IDisposable> _triggers = [];
    private WebApplication? _app;

    private FunctionScene(SlsEmulator sls, SyslogCaptureServer siem, DeliveryLedger ledger, int shards)
    {
        (Sls, Siem, Ledger) = (sls, siem, ledger);
        Logs = sls.CreateLogstore(Project, Logstore, shards);
    }

    public SlsEmulator Sls { get; }

    public EmulatorLogstore Logs { get; }

    public SyslogCaptureServer Siem { get; }

    public DeliveryLedger Ledger { get; }

    public LogLines Log { get; } = new();

    public HttpClient Client { get; } = new();

    public static async Task<FunctionScene> SetAsync(
        int shards = 1, CaptureTransport transport = CaptureTransport.Tcp, CaptureTlsOptions? tls = null)
    {
        DeliveryLedger ledger = new();
        SyslogCaptureServer siem = await SyslogCaptureServer.StartAsync(new SyslogCaptureOptions
        {
            Transport = transport,
            Tls = tls,
            KeepMessages = false,
            OnMessage = (message, _) => ledger.Receive(message),
        });
        return new FunctionScene(await SlsEmulator.StartAsync(), siem, ledger, shards);
    }

    public async Task<Uri> ServeAsync(
        Action<FunctionComputeOptions>? configure = null, Action<ISlsSyslogBuilder>? compose = null, params (string Key, string Value)[] settings)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(Log);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.UseSlsSyslogFunctionCompute();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["SlsSyslog:Destination:Servers:0"] = string.Create(CultureInfo.InvariantCulture, $"tcp://127.0.0.1:{Siem.Port}"),
        });
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        ISlsSyslogBuilder forwarding = builder.Services.AddSlsSyslogFunctionCompute(configure);
        compose?.Invoke(forwarding);
        _app = builder.Build();
        _app.MapSlsSyslogFunctionCompute();
        await _app.StartAsync();
        Client.BaseAddress = new Uri(_app.Urls.Single());
        return Client.BaseAddress;
    }

    public FunctionTriggerOptions TriggerOptions(Uri function, TimeSpan timeLimit, int maxGroups = 1000) => new()
    {
        Function = function,
        Endpoint = Sls.Endpoint,
        TimeLimit = timeLimit,
        MaxGroups = maxGroups,
    };

    /// <summary>Creates a trigger that is disposed with the scene. It reads its options each time it fires.</summary>
    public FunctionTrigger Trigger(FunctionTriggerOptions options)
    {
        FunctionTrigger trigger = new(Logs, options);
        _triggers.Add(trigger);
        return trigger;
    }

    public void Write(int shard, int groups, int logsPerGroup = 5)
    {
        for (int group = 0; group < groups; group++)
        {
            Logs.Append(shard, new EmulatorLogGroup(
                [.. Enumerable.Range(0, logsPerGroup).Select(_ =>
                    new EmulatorLog(1_700_000_000, ("id", Ledger.Put(shard)), ("user", "eve\n<14>1")))]));
        }
    }

    /// <summary>Returns the event of a range, for a request without a trigger.</summary>
    public string Event(string? project = null, int shard = 0, string? begin = null, string? end = null)
    {
        EmulatorShard range = Logs.Shards.Single(s => s.Id == shard);
        return $$"""
            {"source":{"endpoint":"{{Sls.Endpoint}}","projectName":"{{project ?? Project}}","logstoreName":"{{Logstore}}","shardId":{{shard}},
             "beginCursor":"{{begin ?? range.BeginCursor}}","endCursor":"{{end ?? range.EndCursor}}"} }
            """;
    }

    public async Task<(int Status, string FunctionStatus, string Text)> InvokeAsync(string json, string? keyId = "testak", string? timeout = null)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "/invoke") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(json)) };
        request.Headers.Add("x-fc-request-id", "request-7");
        if (keyId is not null)
        {
            request.Headers.Add("x-fc-access-key-id", keyId);
            request.Headers.Add("x-fc-access-key-secret", "testsk");
        }

        if (timeout is not null)
        {
            request.Headers.Add("x-fc-function-timeout", timeout);
        }

        using HttpResponseMessage response = await Client.SendAsync(request);
        return ((int)response.StatusCode, response.Headers.GetValues("x-fc-status").Single(), await response.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _triggers.ForEach(trigger => trigger.Dispose());
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        await Siem.DisposeAsync();
        await Sls.DisposeAsync();
    }

    /// <summary>Keeps the log entries.</summary>
    internal sealed class LogLines : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<(int Id, string Text)> _lines = [];

        public IReadOnlyList<(int Id, string Text)> Lines => [.. _lines];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _lines.Enqueue((eventId.Id, formatter(state, exception)));

        public void Dispose()
        {
        }
    }
}
