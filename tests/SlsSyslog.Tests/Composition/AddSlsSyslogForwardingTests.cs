using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SlsSyslog.ConsumerGroups;
using SlsSyslog.Serialization;

namespace SlsSyslog.Tests;

public sealed class AddSlsSyslogForwardingTests
{
    private static readonly Dictionary<string, string?> Complete = new()
    {
        ["SlsSyslog:Source:Endpoint"] = "http://127.0.0.1:1",
        ["SlsSyslog:Source:Project"] = "sec-prod",
        ["SlsSyslog:Source:Logstore"] = "actiontrail",
        ["SlsSyslog:Source:ConsumerGroup"] = "siem",
        ["SlsSyslog:Source:StartFrom"] = "2026-01-31T08:00:00Z",
        ["SlsSyslog:Source:HeartbeatInterval"] = "00:00:03",
        ["SlsSyslog:Message:Envelope"] = "Rfc5424",
        ["SlsSyslog:Message:Body"] = "keyvalue",
        ["SlsSyslog:Message:Facility"] = "local4",
        ["SlsSyslog:Message:Severity:Field"] = "level",
        ["SlsSyslog:Message:Severity:Map:deny"] = "warning",
        ["SlsSyslog:Message:Severity:Default"] = "notice",
        ["SlsSyslog:Message:MaxBytes"] = "4096",
        ["SlsSyslog:Destination:Servers:0"] = "tcp://siem-a.corp:6514",
        ["SlsSyslog:Destination:Servers:1"] = "tcp://siem-b.corp:6514",
        ["SlsSyslog:Destination:SettleWindow"] = "00:00:01",
    };

    [Fact]
    public void Forwarding_CompleteSection_BindsEveryValue()
    {
        SlsSyslogOptions options = Options(Complete);

        Assert.Equal("sec-prod", options.Source.Project);
        Assert.Equal(ShardPosition.At(DateTimeOffset.Parse("2026-01-31T08:00:00Z")), options.Source.StartFrom);
        Assert.Equal(TimeSpan.FromSeconds(3), options.Source.HeartbeatInterval);
        Assert.Equal("local4", options.Message.Facility);
        Assert.Equal("level", options.Message.Severity.Field);
        Assert.Equal("warning", options.Message.Severity.Map["DENY"]);
        Assert.Equal("notice", options.Message.Severity.Default);
        Assert.Equal(4096, options.Message.MaxBytes);
        Assert.Equal(["tcp://siem-a.corp:6514", "tcp://siem-b.corp:6514"], options.Destination.Servers);
        Assert.Equal(TimeSpan.FromSeconds(1), options.Destination.SettleWindow);
    }

    [Fact]
    public void Forwarding_NothingConfigured_NamesEveryMissingKey()
    {
        string[] faults = Faults([]);

        Assert.All(
            new[] { "SlsSyslog:Source:Endpoint", "SlsSyslog:Source:Project", "SlsSyslog:Source:Logstore", "SlsSyslog:Source:ConsumerGroup", "SlsSyslog:Destination:Servers" },
            path => Assert.Contains(faults, fault => fault.StartsWith(path + " ", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("SlsSyslog:Source:Endpoit", "x", "SlsSyslog:Source:Endpoit is not known here")]
    [InlineData("SlsSyslog:Sorce:Endpoint", "x", "SlsSyslog:Sorce is not known here")]
    [InlineData("SlsSyslog:Message:Severity:Feild", "x", "SlsSyslog:Message:Severity:Feild is not known here")]
    [InlineData("SlsSyslog:Message:MaxBytes", "many", "SlsSyslog:Message:MaxBytes has the value 'many'")]
    [InlineData("SlsSyslog:Message:MaxBytes", "12", "SlsSyslog:Message:MaxBytes is wrong: The value 12")]
    [InlineData("SlsSyslog:Message:Facility", "local9", "SlsSyslog:Message:Facility is wrong")]
    [InlineData("SlsSyslog:Message:Severity:Default", "loud", "SlsSyslog:Message:Severity:Default is wrong")]
    [InlineData("SlsSyslog:Message:Severity:Map:deny", "loud", "SlsSyslog:Message:Severity:Map:deny is wrong")]
    [InlineData("SlsSyslog:Message:Hostname", "{host", "SlsSyslog:Message:Hostname is wrong")]
    [InlineData("SlsSyslog:Message:Body", "Xml", "SlsSyslog:Message:Body is 'Xml'")]
    [InlineData("SlsSyslog:Message:KeyValue:Separator", "", "SlsSyslog:Message:KeyValue:Separator is wrong")]
    [InlineData("SlsSyslog:Message:Envelope", "7", "SlsSyslog:Message:Envelope has the value '7'")]
    [InlineData("SlsSyslog:Source:HeartbeatInterval", "5", "SlsSyslog:Source:HeartbeatInterval has the value '5'")]
    [InlineData("SlsSyslog:Source:StartFrom", "yesterday", "SlsSyslog:Source:StartFrom has the value 'yesterday'")]
    [InlineData("SlsSyslog:Source:InOrder", "maybe", "SlsSyslog:Source:InOrder has the value 'maybe'")]
    [InlineData("SlsSyslog:Source:Project:Name", "x", "SlsSyslog:Source:Project is a section")]
    [InlineData("SlsSyslog:Destination:Servers:0", "siem.corp", "SlsSyslog:Destination:Servers:0 is wrong")]
    [InlineData("SlsSyslog:Destination:Servers:0", "tcp://siem.corp:99999", "SlsSyslog:Destination:Servers:0 is wrong")]
    [InlineData("SlsSyslog:Destination:Confirmation", "Sure", "SlsSyslog:Destination:Confirmation has the value 'Sure'")]
    [InlineData("SlsSyslog:Destination:MaxUnsettledBytes", "0", "SlsSyslog:Destination:MaxUnsettledBytes is 0")]
    public void Forwarding_WrongValue_NamesItsPath(string key, string value, string expected)
    {
        Dictionary<string, string?> settings = new(Complete) { [key] = value };

        Assert.Contains(Faults(settings), fault => fault.StartsWith(expected, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("SlsSyslog:Message:MaxBytes is wrong: The value 70000 is out of range.", "udp://siem.corp", "SlsSyslog:Message:MaxBytes", "70000")]
    [InlineData("SlsSyslog:Destination:Tls is wrong: The TLS options have no effect", "tcp://siem.corp", "SlsSyslog:Destination:Tls:TrustedCertificatesPath", "/etc/ca.pem")]
    [InlineData("SlsSyslog:Destination:Tls is wrong: The TLS options have no effect", "relp://siem.corp", "SlsSyslog:Destination:Tls:PinnedFingerprints", "sha-1:00")]
    public void Forwarding_ValueThatTheSchemeCannotHave_NamesItsPath(string expected, string server, string key, string value)
    {
        Dictionary<string, string?> settings = new(Complete) { ["SlsSyslog:Destination:Servers:0"] = server, [key] = value };
        settings.Remove("SlsSyslog:Destination:Servers:1");

        Assert.Contains(Faults(settings), fault => fault.StartsWith(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void Forwarding_ManyFaults_NamesThemAllOnce()
    {
        string[] faults = Faults(new(Complete)
        {
            ["SlsSyslog:Message:MaxBytes"] = "many",
            ["SlsSyslog:Message:Facility"] = "local9",
            ["SlsSyslog:Colour"] = "red",
            ["SlsSyslog:Source:Endpoint"] = "",
        });

        Assert.Equal(4, faults.Length);
    }

    [Fact]
    public async Task Host_WrongOptions_DoesNotStart()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddSlsSyslogForwarding();
        using IHost host = builder.Build();

        await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());
    }

    [Fact]
    public void Forwarding_EnvironmentInUse_FaultsNameTheVariables()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new());
        ((IConfigurationBuilder)builder.Configuration).Add(new SlsSyslogEnvironmentSource(new Dictionary<string, string>
        {
            ["SLS_HEARTBEAT_INTERVAL"] = "soon",
            ["SYSLOG_HOST"] = "siem.corp",
            ["SYSLOG_PORT"] = "none",
        }));
        builder.Services.AddSlsSyslogForwarding();

        string[] faults = FaultsOf(builder);

        Assert.Contains(faults, fault => fault.Contains("SLS_PROJECT", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.Contains("SLS_HEARTBEAT_INTERVAL", StringComparison.Ordinal) && fault.Contains("soon", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.Contains("SYSLOG_PORT", StringComparison.Ordinal) && fault.Contains("none", StringComparison.Ordinal));
    }

    [Fact]
    public void AddSlsSyslogForwarding_Action_DescribesTheDefaultRoute()
    {
        SlsSyslogOptions options = OptionsOf(services => services.AddSlsSyslogForwarding(o =>
        {
            o.Source.Endpoint = "http://127.0.0.1:1";
            o.Source.Project = "sec-prod";
            o.Source.Logstore = "actiontrail";
            o.Source.ConsumerGroup = "siem";
            o.Destination.Servers.Add("tcp://127.0.0.1:514");
        }));

        Assert.Equal(["default"], options.AllRoutes().Select(route => route.Key));
    }

    [Fact]
    public void AddSlsSyslogForwarding_Configuration_ReadsTheGivenSection()
    {
        IConfiguration other = new ConfigurationBuilder()
            .AddInMemoryCollection(Complete.ToDictionary(p => p.Key.Replace("SlsSyslog:", "Elsewhere:", StringComparison.Ordinal), p => p.Value))
            .Build();

        SlsSyslogOptions options = OptionsOf(services => services.AddSlsSyslogForwarding(other.GetSection("Elsewhere")));

        Assert.Equal("sec-prod", options.Source.Project);
    }

    [Fact]
    public void AddRoute_NoSection_IsTheOnlyRoute()
    {
        SlsSyslogOptions options = OptionsOf(services => services.AddSlsSyslogForwarding().AddRoute("audit", Describe));

        Assert.Equal(["audit"], options.AllRoutes().Select(route => route.Key));
    }

    [Fact]
    public void AddSlsSyslogForwarding_CalledTwice_AddsRoutes()
    {
        SlsSyslogOptions options = OptionsOf(services =>
        {
            services.AddSlsSyslogForwarding().AddRoute("audit", Describe);
            services.AddSlsSyslogForwarding().AddRoute("waf", Describe);
        });

        Assert.Equal(["audit", "waf"], options.AllRoutes().Select(route => route.Key).Order());
    }

    [Fact]
    public void AddRoute_NameInUse_IsAFault()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddSlsSyslogForwarding().AddRoute("audit", Describe).AddRoute("audit", Describe);

        Assert.Contains(FaultsOf(builder), fault => fault.Contains("'audit'", StringComparison.Ordinal));
    }

    [Fact]
    public void ConfigureRoute_UnknownRoute_IsAFault()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration.AddInMemoryCollection(Complete);
        builder.Services.AddSlsSyslogForwarding().ConfigureRoute("audit", route => route.FormatBody<IdFormatter>());

        Assert.Contains(FaultsOf(builder), fault => fault.StartsWith("ConfigureRoute(\"audit\")", StringComparison.Ordinal));
    }

    [Fact]
    public void AddBodyFormatter_NamedInConfiguration_IsUsed()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(Complete) { ["SlsSyslog:Message:Body"] = "Id" });
        builder.Services.AddSlsSyslogForwarding().AddBodyFormatter<IdFormatter>("id");
        using IHost host = builder.Build();

        SlsSyslogOptions options = host.Services.GetRequiredService<IOptions<SlsSyslogOptions>>().Value;
        IMessageFormatter formatter = new MessageFactory(host.Services).Create(options.Default);
        using FrameBuffer frames = new(SyslogFraming.Datagram);
        frames.Append(formatter, new LogRecordBuilder().AddField("id", "7").Record);

        Assert.EndsWith(" half7", System.Text.Encoding.UTF8.GetString(frames.Memory.Span), StringComparison.Ordinal);
    }

    [Fact]
    public void UseCredentials_Given_ReplacesTheEnvironment()
    {
        ServiceCollection services = new();
        services.AddSlsSyslogForwarding().UseCredentials(_ => new StaticCredentialProvider(new SlsCredential("id", "secret")));

        using ServiceProvider provider = services.BuildServiceProvider();

        Assert.IsType<StaticCredentialProvider>(provider.GetRequiredService<ISlsCredentialProvider>());
    }

    private static void Describe(RouteBuilder route) => route
        .FromConsumerGroup(source =>
        {
            source.Endpoint = "http://127.0.0.1:1";
            source.Project = "sec-prod";
            source.Logstore = "actiontrail";
            source.ConsumerGroup = "siem";
        })
        .ToTcp("127.0.0.1", 514);

    private static SlsSyslogOptions Options(Dictionary<string, string?> settings) => OptionsOf(
        services => services.AddSlsSyslogForwarding(),
        settings);

    private static SlsSyslogOptions OptionsOf(Action<IServiceCollection> add, Dictionary<string, string?>? settings = null)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration.AddInMemoryCollection(settings ?? []);
        builder.Services.AddLogging(logging => logging.ClearProviders());
        add(builder.Services);
        using IHost host = builder.Build();
        return host.Services.GetRequiredService<IOptions<SlsSyslogOptions>>().Value;
    }

    private static string[] Faults(Dictionary<string, string?> settings)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.AddSlsSyslogForwarding();
        return FaultsOf(builder);
    }

    private static string[] FaultsOf(HostApplicationBuilder builder)
    {
        using IHost host = builder.Build();
        OptionsValidationException error = Assert.Throws<OptionsValidationException>(
            () => host.Services.GetRequiredService<IOptions<SlsSyslogOptions>>().Value);
        return [.. error.Failures];
    }
}
