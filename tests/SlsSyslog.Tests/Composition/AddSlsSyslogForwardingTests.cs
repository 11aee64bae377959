using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SlsSyslog.ConsumerGroups;
using SlsSyslog.Serialization;
using SlsSyslog.Transports;

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
        TcpTransportOptions transport = Assert.IsType<TcpTransportOptions>(options.Destination.Transport);
        Assert.Equal(["tcp://siem-a.corp:6514", "tcp://siem-b.corp:6514"], transport.Servers.Select(server => server.ToString()));
        Assert.Equal(TimeSpan.FromSeconds(1), transport.SettleWindow);
    }

    [Fact]
    public void Forwarding_NothingConfigured_NamesEveryMissingKey()
    {
        string[] failures = Failures([]);

        Assert.All(
            new[] { "Source:Endpoint", "Source:Project", "Source:Logstore", "Source:ConsumerGroup", "Destination:Servers" },
            path => Assert.Contains(failures, failure => failure.StartsWith($"SlsSyslog:{path}: The value is missing.", StringComparison.Ordinal)));
    }

    [Fact]
    public void Forwarding_TwoRoutesWithOneConsumerGroup_NamesBothAndTheGroup()
    {
        Dictionary<string, string?> settings = new(Complete);
        foreach ((string key, string? value) in Complete)
        {
            settings[key.Replace("SlsSyslog:", "SlsSyslog:Routes:second:", StringComparison.Ordinal)] = value;
            settings[key.Replace("SlsSyslog:", "SlsSyslog:Routes:other:", StringComparison.Ordinal)] = value;
        }

        settings["SlsSyslog:Routes:other:Source:ConsumerGroup"] = "other";
        settings["SlsSyslog:Routes:second:Source:Endpoint"] = "http://127.0.0.1:2"; // the same project by another network

        string failure = Assert.Single(Failures(settings));
        Assert.StartsWith("SlsSyslog:Routes:second:Source:ConsumerGroup: The routes 'default' and 'second'", failure, StringComparison.Ordinal);
        Assert.Contains("'siem'", failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("logs", "other,logs")]
    [InlineData("logs, more", "other ,  logs ")]
    public void Forwarding_TwoRoutesShareOneOfSeveralLogstores_NamesBothAndTheLogstore(string first, string second)
    {
        Dictionary<string, string?> settings = new(Complete) { ["SlsSyslog:Source:Logstore"] = first };
        foreach ((string key, string? value) in Complete)
        {
            settings[key.Replace("SlsSyslog:", "SlsSyslog:Routes:second:", StringComparison.Ordinal)] = value;
        }

        settings["SlsSyslog:Routes:second:Source:Logstore"] = second;

        string failure = Assert.Single(Failures(settings));
        Assert.StartsWith("SlsSyslog:Routes:second:Source:ConsumerGroup: The routes 'default' and 'second'", failure, StringComparison.Ordinal);
        Assert.Contains("logstore logs with", failure, StringComparison.Ordinal);
    }

    [Fact]
    public void Forwarding_ListInTwoSources_ComesWholeFromTheLastOne()
    {
        IConfigurationRoot configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(Complete)
            .Add(new SlsSyslogEnvironmentSource(new Dictionary<string, string> { ["SYSLOG_HOST"] = "test.corp" }))
            .Build();
        foreach (IConfiguration given in new IConfiguration[] { configuration, configuration.GetSection("SlsSyslog") })
        {
            ServiceCollection services = new();
            services.AddSingleton<IConfiguration>(configuration);
            services.AddSlsSyslogForwarding(given);
            using ServiceProvider provider = services.BuildServiceProvider();

            SlsSyslogOptions options = provider.GetRequiredService<IOptions<SlsSyslogOptions>>().Value;

            Assert.Equal("test.corp", Assert.Single(options.Destination.Transport!.Servers).Host);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Forwarding_OneItemOfAListInALaterSource_ReplacesTheWholeList(bool isChained)
    {
        Dictionary<string, string?> file = new(Complete)
        {
            ["SlsSyslog:Destination:Servers:0"] = "tls://siem-a.corp:6514",
            ["SlsSyslog:Destination:Servers:1"] = "tls://siem-b.corp:6514",
            ["SlsSyslog:Destination:Servers:2"] = "tls://siem-c.corp:6514",
            ["SlsSyslog:Source:Credentials:Roles:0:Arn"] = "acs:ram::1:role/hub",
            ["SlsSyslog:Source:Credentials:Roles:0:ExternalId"] = "production",
            ["SlsSyslog:Source:Credentials:Roles:1:Arn"] = "acs:ram::2:role/production",
        };
        Dictionary<string, string?> later = new()
        {
            ["SlsSyslog:Destination:Servers:0"] = "tcp://test.corp:514",
            ["SlsSyslog:Source:Credentials:Roles:0:Arn"] = "acs:ram::3:role/test",
        };
        IConfigurationBuilder builder = new ConfigurationBuilder().AddInMemoryCollection(file).AddInMemoryCollection(later);
        IConfigurationRoot configuration = isChained ? new ConfigurationBuilder().AddConfiguration(builder.Build()).Build() : builder.Build();
        ServiceCollection services = new();
        services.AddSlsSyslogForwarding(configuration);
        using ServiceProvider provider = services.BuildServiceProvider();

        SlsSyslogOptions options = provider.GetRequiredService<IOptions<SlsSyslogOptions>>().Value;

        Assert.Equal("test.corp", Assert.Single(options.Destination.Transport!.Servers).Host);
        AssumedRoleOptions role = Assert.Single(options.Source.Credentials.Roles);
        Assert.Equal(("acs:ram::3:role/test", ""), (role.Arn, role.ExternalId));
    }

    [Theory]
    [InlineData("SYSLOG_HOST", "test.corp", "tcp://test.corp:514")]
    [InlineData("SlsSyslog:Destination:Servers", "tls://test.corp:6514", "tls://test.corp:6514")]
    [InlineData("SlsSyslog:Destination:Servers:0", "tls://test.corp:6514", "tls://test.corp:6514")]
    [InlineData("SlsSyslog:Destination:Servers:1", "tls://test.corp:6514", "tls://test.corp:6514")]
    public void Forwarding_OneServerInAVariable_ReplacesThreeServersOfAFile(string name, string value, string expected)
    {
        ConfigurationManager configuration = new();
        configuration.AddInMemoryCollection(new Dictionary<string, string?>(Complete)
        {
            ["SlsSyslog:Destination:Servers:0"] = "tls://siem-a.corp:6514",
            ["SlsSyslog:Destination:Servers:1"] = "tls://siem-b.corp:6514",
            ["SlsSyslog:Destination:Servers:2"] = "tls://siem-c.corp:6514",
        });
        configuration.AddInMemoryCollection(new Dictionary<string, string?> { [name] = value });
        IConfigurationBuilder builder = configuration;
        builder.Add(new SlsSyslogEnvironmentSource(new Dictionary<string, string> { [name] = value }));
        ServiceCollection services = new();
        services.AddSlsSyslogForwarding(configuration);
        using ServiceProvider provider = services.BuildServiceProvider();

        Assert.Equal(
            expected, Assert.Single(provider.GetRequiredService<IOptions<SlsSyslogOptions>>().Value.Destination.Transport!.Servers).ToString());
    }

    [Fact]
    public void Host_SourcesOfEveryKind_OverrideEachOtherInTheOrderOfDotNet()
    {
        Dictionary<string, string?> file = new() { ["SlsSyslog:Source:Region"] = "file", ["SlsSyslog:Source:Project"] = "file" };
        file["SlsSyslog:Source:Logstore"] = file["SlsSyslog:Source:Endpoint"] = "file";
        Dictionary<string, string?> standard = new() { ["SlsSyslog:Source:Project"] = "standard", ["SlsSyslog:Source:Logstore"] = "standard" };
        standard["SlsSyslog:Source:Endpoint"] = "standard";
        ConfigurationManager configuration = new();
        configuration.AddInMemoryCollection(file);
        configuration.AddInMemoryCollection(standard);
        configuration.AddCommandLine(["--SlsSyslog:Source:Endpoint=command"]);
        configuration.Sources.Insert(configuration.Sources.Count - 1, new SlsSyslogEnvironmentSource(
            new Dictionary<string, string> { ["SLS_LOGSTORE"] = "variable", ["SLS_ENDPOINT"] = "variable" }));

        Assert.Equal(
            ["file", "standard", "variable", "command"],
            new[] { "Region", "Project", "Logstore", "Endpoint" }.Select(key => configuration[$"SlsSyslog:Source:{key}"]));
    }

    [Fact]
    public void AddSlsSyslogEnvironment_CommandLineIsPresent_IsBeforeIt()
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder(["--SlsSyslog:Source:Project=x"]);

        builder.Configuration.AddSlsSyslogEnvironment();

        List<string> names = [.. ((IConfigurationBuilder)builder.Configuration).Sources.Select(source => source.GetType().Name)];
        Assert.Equal(nameof(SlsSyslogEnvironmentSource), names[names.LastIndexOf("CommandLineConfigurationSource") - 1]);
        Assert.Equal("CommandLineConfigurationSource", names[^1]);
    }

    [Fact]
    public async Task Host_InvalidOptions_DoesNotStart()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddSlsSyslogForwarding();
        using IHost host = builder.Build();

        OptionsValidationException exception = await Assert.ThrowsAnyAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.NotEmpty(exception.Failures);
        Assert.Equal(["The options are invalid.", .. exception.Failures], exception.Message.Split(Environment.NewLine));
    }

    [Fact]
    public void Forwarding_EnvironmentInUse_ErrorsNameTheVariables()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new());
        ((IConfigurationBuilder)builder.Configuration).Add(new SlsSyslogEnvironmentSource(new Dictionary<string, string>
        {
            ["SLS_HEARTBEAT_INTERVAL"] = "soon",
            ["SYSLOG_HOST"] = "siem.corp",
            ["SYSLOG_PORT"] = "none",
        }));
        builder.Services.AddSlsSyslogForwarding();

        string[] failures = FailuresOf(builder);

        Assert.Contains(failures, failure => failure.Contains("SLS_PROJECT", StringComparison.Ordinal));
        Assert.Contains(failures, failure => failure.Contains("SLS_HEARTBEAT_INTERVAL): 'soon'", StringComparison.Ordinal));
        Assert.Contains(
            failures,
            failure => failure.Contains(
                "(environment variables SYSLOG_HOST, SYSLOG_PORT and SYSLOG_PROTOCOL): 'tcp://siem.corp:none'", StringComparison.Ordinal));
    }

    [Fact]
    public void Forwarding_ValueOfAnotherProvider_ErrorNamesNoVariable()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new());
        ((IConfigurationBuilder)builder.Configuration).Add(new SlsSyslogEnvironmentSource(new Dictionary<string, string> { ["SLS_CG"] = "siem" }));
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(Complete) { ["SlsSyslog:Message:MaxBytes"] = "many" });
        builder.Services.AddSlsSyslogForwarding();

        Assert.Equal(["SlsSyslog:Message:MaxBytes: 'many' is not a valid value. Specify an integer from 480 to 16777216."], FailuresOf(builder));
    }

    [Theory]
    [InlineData("SlsSyslog:Destination:Servers", null, "(environment variables SYSLOG_HOST, SYSLOG_PORT and SYSLOG_PROTOCOL)")]
    [InlineData("SlsSyslog:Destination:Servers", "", "(environment variables SYSLOG_HOST, SYSLOG_PORT and SYSLOG_PROTOCOL)")]
    [InlineData("SlsSyslog:Source:Project", null, "(environment variable SLS_PROJECT)")]
    [InlineData("SlsSyslog:Source:Project", "", "(environment variable SLS_PROJECT)")]
    public void Forwarding_ValueMissingAndVariablesInUse_ErrorNamesTheVariables(string path, string? value, string variables)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new());
        ((IConfigurationBuilder)builder.Configuration).Add(new SlsSyslogEnvironmentSource(new Dictionary<string, string> { ["SLS_CG"] = "siem" }));
        builder.Configuration.AddInMemoryCollection(Complete.Where(pair => !pair.Key.StartsWith(path, StringComparison.Ordinal)));
        builder.Configuration.AddInMemoryCollection(value is null ? [] : new Dictionary<string, string?> { [path] = value });
        builder.Services.AddSlsSyslogForwarding();

        Assert.StartsWith($"{path} {variables}: The value is missing.", Assert.Single(FailuresOf(builder)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("json")]
    [InlineData("kv")]
    public void Forwarding_SeparatorOfTheEnvironment_AppliesWhereTheBodyHasOne(string body)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration.AddInMemoryCollection(Complete);
        ((IConfigurationBuilder)builder.Configuration).Add(new SlsSyslogEnvironmentSource(new Dictionary<string, string>
        {
            ["SYSLOG_SEP"] = "##",
            ["SYSLOG_BODY"] = body,
        }));
        builder.Services.AddSlsSyslogForwarding();
        using IHost host = builder.Build();

        BodyOptions options = host.Services.GetRequiredService<IOptions<SlsSyslogOptions>>().Value.Message.Body;

        Assert.Equal(body == "kv" ? "##" : null, (options as KeyValueOptions)?.Separator);
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
            o.Destination.Transport = new TcpTransportOptions { Servers = [SyslogServer.Parse("tcp://127.0.0.1:514")] };
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
            services.AddSlsSyslogForwarding().AddRoute("waf", route =>
            {
                Describe(route);
                route.FromConsumerGroup(source => source.ConsumerGroup = "siem-waf");
            });
        });

        Assert.Equal(["audit", "waf"], options.AllRoutes().Select(route => route.Key).Order());
    }

    [Fact]
    public void AddRoute_NameInUse_IsAnError()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddSlsSyslogForwarding().AddRoute("audit", Describe).AddRoute("audit", Describe);

        Assert.Contains(FailuresOf(builder), failure => failure.Contains("'audit'", StringComparison.Ordinal));
    }

    [Fact]
    public void ConfigureRoute_UnknownRoute_IsAnError()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration.AddInMemoryCollection(Complete);
        builder.Services.AddSlsSyslogForwarding().ConfigureRoute("audit", route => route.FormatBody<IdFormatter>());

        Assert.Contains(FailuresOf(builder), failure => failure.StartsWith("ConfigureRoute(\"audit\")", StringComparison.Ordinal));
    }

    [Fact]
    public void AddBodyFormatter_NamedInConfiguration_IsUsed()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(Complete) { ["SlsSyslog:Message:Body"] = "Id" });
        builder.Services.AddSlsSyslogForwarding().AddBodyFormatter<IdFormatter>("id");
        using IHost host = builder.Build();

        SlsSyslogOptions options = host.Services.GetRequiredService<IOptions<SlsSyslogOptions>>().Value;
        IMessageFormatter formatter = options.Message.CreateFormatter();
        using FrameBuffer frames = new(SyslogFraming.Datagram);
        frames.Append(formatter, new LogRecordBuilder().AddField("id", "7").Record);

        Assert.EndsWith(" half7", System.Text.Encoding.UTF8.GetString(frames.Memory.Span), StringComparison.Ordinal);
    }

    [Fact]
    public void AddBodyFormatter_WithOptions_BindsItsSection()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(Complete)
        {
            ["SlsSyslog:Message:Body"] = "prefixed",
            ["SlsSyslog:Message:Prefixed:Prefix"] = "id=",
        });
        builder.Services.AddSlsSyslogForwarding().AddBodyFormatter<PrefixFormatter, PrefixOptions>("Prefixed");
        using IHost host = builder.Build();

        IMessageFormatter formatter = host.Services.GetRequiredService<IOptions<SlsSyslogOptions>>().Value.Message.CreateFormatter();
        using FrameBuffer frames = new(SyslogFraming.Datagram);
        frames.Append(formatter, new LogRecordBuilder().AddField("id", "7").Record);

        Assert.EndsWith(" id=7", System.Text.Encoding.UTF8.GetString(frames.Memory.Span), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Prefixed:Prefix", "", "SlsSyslog:Message:Prefixed:Prefix: The value is missing. Specify a prefix.")]
    [InlineData("Prefixed:Prefx", "x", "SlsSyslog:Message:Prefixed:Prefx: The key is unknown. Rename it to Prefix, or remove it.")]
    [InlineData("Fields:Mask:id", "all", "SlsSyslog:Message:Fields: ")]
    [InlineData("Json:WriteNumbersUnquoted", "true", "SlsSyslog:Message:Json: ")]
    public void AddBodyFormatter_InvalidOptions_AreErrors(string key, string value, string expected)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(Complete)
        {
            ["SlsSyslog:Message:Body"] = "Prefixed",
            ["SlsSyslog:Message:Prefixed:Prefix"] = "id=",
            [$"SlsSyslog:Message:{key}"] = value,
        });
        builder.Services.AddSlsSyslogForwarding().AddBodyFormatter<PrefixFormatter, PrefixOptions>("Prefixed");

        Assert.StartsWith(expected, Assert.Single(FailuresOf(builder)), StringComparison.Ordinal);
    }

    [Fact]
    public void AddTransport_SchemeInConfiguration_CreatesItWithItsOptions()
    {
        MemoryTransport transport = new();
        MemoryTransportOptions? received = null;
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration.AddInMemoryCollection(WithServer("memory://siem.corp:1", ("Capacity", "5")));
        builder.Services.AddSlsSyslogForwarding().AddTransport<MemoryTransportOptions>("memory", (options, _) =>
        {
            received = options;
            return transport;
        });
        using IHost host = builder.Build();

        SlsSyslogOptions options = host.Services.GetRequiredService<IOptions<SlsSyslogOptions>>().Value;
        Route route = host.Services.GetRequiredService<RouteFactory>().Create("default", options.Default);

        Assert.Same(transport, route.Transport);
        Assert.Equal(5, received?.Capacity);
    }

    [Fact]
    public void AddTransport_KeyOfAnotherTransport_IsAnError()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration.AddInMemoryCollection(WithServer("tcp://siem.corp:1", ("Capacity", "5")));
        builder.Services.AddSlsSyslogForwarding().AddTransport<MemoryTransportOptions>("memory", (_, _) => new MemoryTransport());

        Assert.Equal(
            "SlsSyslog:Destination:Capacity: The key is an option of the scheme memory. It has no effect, because the scheme is tcp. "
                + "Remove it, or change the scheme of Servers.",
            Assert.Single(FailuresOf(builder)));
    }

    [Fact]
    public void AddBodyFormatterAndAddTransport_PropertyThatCannotBeSet_Throw()
    {
        ISlsSyslogBuilder builder = new ServiceCollection().AddSlsSyslogForwarding();

        ArgumentException body = Assert.Throws<ArgumentException>(
            () => builder.AddBodyFormatter<PrefixFormatter, UnsupportedOptions<IReadOnlyList<string>>>("Tagged"));
        ArgumentException transport = Assert.Throws<ArgumentException>(
            () => builder.AddTransport<UnsupportedTransportOptions>("my", (_, _) => new MemoryTransport()));

        Assert.Contains("Value has the type IReadOnlyList<String>", body.Message, StringComparison.Ordinal);
        Assert.Contains("IList<string>, IDictionary<string, string>", body.Message, StringComparison.Ordinal);
        Assert.Contains("UnsupportedTransportOptions.Url has the type Uri", transport.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void To_OptionsOfATransportThatIsNotRegistered_IsAnError()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddSlsSyslogForwarding().AddRoute("audit", route =>
        {
            Describe(route);
            route.To(destination => destination.Transport = new MemoryTransportOptions { Servers = [SyslogServer.Parse("memory://siem.corp:1")] });
        });

        Assert.Contains("MemoryTransportOptions", Assert.Single(FailuresOf(builder)), StringComparison.Ordinal);
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

    private static Dictionary<string, string?> WithServer(string server, (string Key, string Value) option)
    {
        Dictionary<string, string?> settings = new(Complete)
        {
            ["SlsSyslog:Destination:Servers:0"] = server,
            [$"SlsSyslog:Destination:{option.Key}"] = option.Value,
        };
        settings.Remove("SlsSyslog:Destination:Servers:1");
        settings.Remove("SlsSyslog:Destination:SettleWindow");
        return settings;
    }

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

    private static string[] Failures(Dictionary<string, string?> settings)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.AddSlsSyslogForwarding();
        return FailuresOf(builder);
    }

    private static string[] FailuresOf(HostApplicationBuilder builder)
    {
        using IHost host = builder.Build();
        OptionsValidationException exception = Assert.ThrowsAny<OptionsValidationException>(
            () => host.Services.GetRequiredService<IOptions<SlsSyslogOptions>>().Value);
        return [.. exception.Failures];
    }

    private sealed class UnsupportedTransportOptions : SyslogTransportOptions
    {
        public Uri? Url { get; set; }

        public override IReadOnlyList<string> Schemes { get; } = ["my"];
    }
}
