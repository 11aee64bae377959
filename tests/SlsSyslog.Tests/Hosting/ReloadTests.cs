using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SlsSyslog.ConsumerGroups;
using SlsSyslog.Testing;

namespace SlsSyslog.Tests;

/// <summary>Changes the configuration while the host forwards.</summary>
public sealed class ReloadTests : IAsyncDisposable
{
    private const int Refused = 337;
    private const int Applied = 338;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly LogLinesProvider _lines = new();
    private readonly Dictionary<string, SyslogCaptureServer> _servers = [];
    private readonly ChangeableSettings _settings = new();
    private readonly Dictionary<string, string?> _values = new(StringComparer.OrdinalIgnoreCase);
    private SlsEmulator _sls = null!;
    private EmulatorLogstore _logs = null!;
    private IHost _host = null!;

    [Fact]
    public async Task Reload_RouteChanges_DrainsOnlyThatRouteAndLosesNothing()
    {
        await StartAsync("a", "b");
        SyslogCaptureServer other = await StartServerAsync("other");
        Append(0, 500);
        await _servers["b"].WaitForAsync(500, Limit);
        int connections = _servers["b"].Counts.Connections;

        Change(("SlsSyslog:Routes:a:Destination:Servers:0", $"tcp://127.0.0.1:{other.Port}"));
        Append(500, 1000);
        await WaitForDeliveryAsync("a", "b");

        Assert.Equal(1500, _servers["a"].Messages.Concat(other.Messages).Select(message => message.Text).Distinct().Count());
        Assert.Equal(1500, _servers["b"].Messages.Count);
        Assert.Equal(connections, _servers["b"].Counts.Connections);
        Assert.NotEmpty(other.Messages);
        (int _, string text) = Assert.Single(_lines.Log.Lines, line => line.Id == Applied);
        Assert.Equal("The changed configuration is applied: route a is changed.", text);
    }

    [Fact]
    public async Task Reload_InvalidConfiguration_IsRefusedInOneLineAndTheRoutesContinue()
    {
        await StartAsync("a");
        Append(0, 10);
        await _servers["a"].WaitForAsync(10, Limit);

        Change(("SlsSyslog:Routes:a:Message:MaxBytes", "1"), ("SlsSyslog:Routes:a:Colour", "red"));
        Append(10, 10);
        await _servers["a"].WaitForAsync(20, Limit);

        (int _, string text) = Assert.Single(_lines.Log.Lines, line => line.Id == Refused);
        Assert.Contains("SlsSyslog:Routes:a:Colour: The key is unknown.", text, StringComparison.Ordinal);
        Assert.Contains("SlsSyslog:Routes:a:Message:MaxBytes: The value 1 is out of range.", text, StringComparison.Ordinal);
        Assert.DoesNotContain(_lines.Log.Lines, line => line.Id == Applied);
        Assert.Equal(1, _servers["a"].Counts.Connections);
    }

    // The second change comes while the route drains because of the first one.
    [Fact]
    public async Task Reload_AgainWhileTheRouteDrains_EndsWithTheLastConfiguration()
    {
        await StartAsync("a");
        SyslogCaptureServer second = await StartServerAsync("second");
        SyslogCaptureServer last = await StartServerAsync("last");
        Append(0, 200);
        await _servers["a"].WaitForAsync(200, Limit);

        Change(("SlsSyslog:Routes:a:Destination:Servers:0", $"tcp://127.0.0.1:{second.Port}"));
        Change(("SlsSyslog:Routes:a:Destination:Servers:0", $"tcp://127.0.0.1:{last.Port}"));
        Append(200, 200);
        await WaitForDeliveryAsync("a");

        Assert.Equal(2, _lines.Log.Lines.Count(line => line.Id == Applied));
        Assert.NotEmpty(last.Messages);
        SyslogCaptureServer[] servers = [_servers["a"], second, last];
        Assert.Equal(400, servers.SelectMany(server => server.Messages).Select(message => message.Text).Distinct().Count());
        Append(400, 10);
        await WaitForDeliveryAsync("a");
        Assert.Contains(last.Messages, message => message.Text.Contains("||n=409", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Reload_DestinationIsAddedToARoute_ReceivesWhatIsNotCommitted()
    {
        await StartAsync("a");
        SyslogCaptureServer added = await StartServerAsync("added");
        Append(0, 10);
        await WaitForDeliveryAsync("a");

        Change(
            ("SlsSyslog:Routes:a:Destination:Servers:0", null),
            ("SlsSyslog:Routes:a:Destination:SettleWindow", null),
            ("SlsSyslog:Routes:a:Destinations:first:Servers:0", $"tcp://127.0.0.1:{_servers["a"].Port}"),
            ("SlsSyslog:Routes:a:Destinations:first:SettleWindow", "00:00:00.1"),
            ("SlsSyslog:Routes:a:Destinations:added:Servers:0", $"tcp://127.0.0.1:{added.Port}"),
            ("SlsSyslog:Routes:a:Destinations:added:SettleWindow", "00:00:00.1"));
        Append(10, 10);
        await added.WaitForAsync(10, Limit);
        await WaitForDeliveryAsync("a");

        Assert.Equal(20, _servers["a"].Messages.Select(message => message.Text).Distinct().Count());
        Assert.Equal(["a/added", "a/first"], _host.Services.GetRequiredKeyedService<ISlsSyslogRoute>("a").GetStatus().Select(status => status.Name));
    }

    [Fact]
    public async Task Reload_WhileTheHostStops_ChangesNothing()
    {
        await StartAsync("a");
        Append(0, 10);
        await _servers["a"].WaitForAsync(10, Limit);
        await _host.StopAsync();

        Change(("SlsSyslog:Routes:a:Message:ProcId", "7"), ("SlsSyslog:Routes:a:Message:AppName", "other"));

        Assert.Equal(RouteState.Stopped, StateOf("a"));
        Assert.Equal(0, _host.Services.GetRequiredService<IForwardingResult>().UndeliveredShards);
    }

    [Fact]
    public async Task Reload_SameConfiguration_ChangesNothing()
    {
        await StartAsync("a");
        Append(0, 10);
        await _servers["a"].WaitForAsync(10, Limit);

        Change();

        Assert.DoesNotContain(_lines.Log.Lines, line => line.Id is Applied or Refused);
    }

    [Fact]
    public async Task Reload_RouteIsAddedAndRemoved_StartsAndDrainsIt()
    {
        await StartAsync("a");
        await StartServerAsync("b");
        Append(0, 10);
        await _servers["a"].WaitForAsync(10, Limit);

        Change([.. Describe("b")]);
        await _servers["b"].WaitForAsync(10, Limit);
        Change([.. Describe("b").Select(pair => (pair.Key, (string?)null))]);
        await Eventually.TrueAsync(() => StateOf("b") == RouteState.Stopped);
        Append(10, 10);
        await _servers["a"].WaitForAsync(20, Limit);

        Assert.Equal(10, _servers["b"].Messages.Count);
        Assert.Equal(RouteState.Running, StateOf("a"));
        Assert.Equal(
            ["The changed configuration is applied: route b is added.", "The changed configuration is applied: route b is removed."],
            _lines.Log.Lines.Where(line => line.Id == Applied).Select(line => line.Text));
    }

    [Fact]
    public async Task GetRequiredKeyedService_NameOfARoute_ReturnsItsStatus()
    {
        await StartAsync("a");

        ISlsSyslogRoute route = _host.Services.GetRequiredKeyedService<ISlsSyslogRoute>("a");

        Assert.Equal(("a", "a"), (route.Name, Assert.Single(route.GetStatus()).Name));
        InvalidOperationException exception =
            Assert.Throws<InvalidOperationException>(() => _host.Services.GetRequiredKeyedService<ISlsSyslogRoute>("x"));
        Assert.Equal("The route 'x' does not exist. Specify one of a.", exception.Message);
    }

    [Fact]
    public async Task GetRouteOptions_NameOfARoute_FollowsItsChangesOnly()
    {
        await StartAsync("a", "b");
        IOptionsMonitor<RouteOptions> monitor = _host.Services.GetRequiredService<IOptionsMonitor<RouteOptions>>();
        List<string?> changed = [];
        using IDisposable? subscription = monitor.OnChange((_, name) => changed.Add(name));
        RouteOptions other = monitor.Get("b");

        Change(("SlsSyslog:Routes:a:Message:MaxBytes", "4000"));

        Assert.Equal(["a"], changed);
        Assert.Equal(4000, monitor.Get("a").Message.MaxBytes);
        Assert.Equal(other.Message.MaxBytes, monitor.Get("b").Message.MaxBytes);
        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() => monitor.Get("x"));
        Assert.Equal("The route 'x' does not exist. Specify one of a, b.", exception.Message);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        _lines.Dispose();
        await _sls.DisposeAsync();
        foreach (SyslogCaptureServer server in _servers.Values)
        {
            await server.DisposeAsync();
        }
    }

    private async Task StartAsync(params string[] routes)
    {
        _sls = await SlsEmulator.StartAsync();
        _logs = TestHost.CreateLogstore(_sls);
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new());
        foreach (string route in routes)
        {
            await StartServerAsync(route);
            foreach ((string key, string? value) in Describe(route))
            {
                _values[key] = value;
            }
        }

        _settings.Replace(_values);
        ((IConfigurationBuilder)builder.Configuration).Add(_settings);
        builder.Services.AddSingleton<ILoggerProvider>(_lines);
        builder.Services.AddSlsSyslogForwarding()
            .UseDeadLetterHandler<MemoryDeadLetters>()
            .UseCredentials(_ => new StaticCredentialProvider(new SlsCredential("testak", "testsk")));
        _host = builder.Build();
        await _host.StartAsync();
    }

    private async Task<SyslogCaptureServer> StartServerAsync(string name) => _servers[name] = await SyslogCaptureServer.StartAsync();

    private IEnumerable<(string Key, string? Value)> Describe(string route)
    {
        string path = $"SlsSyslog:Routes:{route}";
        return
        [
            ($"{path}:Source:Endpoint", _sls.Endpoint.ToString()),
            ($"{path}:Source:Project", "test-project"),
            ($"{path}:Source:Logstore", "logs"),
            ($"{path}:Source:ConsumerGroup", $"group-{route}"),
            ($"{path}:Source:HeartbeatInterval", "00:00:01"),
            ($"{path}:Source:GroupTimeout", "00:00:10"),
            ($"{path}:Destination:Servers:0", $"tcp://127.0.0.1:{_servers[route].Port}"),
            ($"{path}:Destination:SettleWindow", "00:00:00.1"),
        ];
    }

    // A key without a value is removed.
    private void Change(params (string Key, string? Value)[] settings)
    {
        foreach ((string key, string? value) in settings)
        {
            _values.Remove(key);
            if (value is not null)
            {
                _values.Add(key, value);
            }
        }

        _settings.Replace(_values);
    }

    private void Append(int from, int count) => TestHost.Append(_logs, from, count);

    private RouteState StateOf(string route) =>
        _host.Services.GetRequiredService<ISlsSyslogStatus>().GetStatus().Routes.Single(status => status.Name == route).State;

    private Task WaitForDeliveryAsync(params string[] routes) => Eventually.TrueAsync(
        () => routes.All(route => _logs.FindConsumerGroup($"group-{route}")?.Checkpoints.SingleOrDefault()?.Cursor == _logs.Shards[0].EndCursor),
        deadline: Limit);
}
