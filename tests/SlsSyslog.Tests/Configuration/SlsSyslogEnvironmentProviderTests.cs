using Microsoft.Extensions.Configuration;
using SlsSyslog.Serialization;

namespace SlsSyslog.Tests;

public sealed class SlsSyslogEnvironmentProviderTests
{
    [Theory]
    [InlineData("SLS_ENDPOINT", "cn-hangzhou.log.aliyuncs.com", "SlsSyslog:Source:Endpoint", "cn-hangzhou.log.aliyuncs.com")]
    [InlineData("SLS_PROJECT", "p", "SlsSyslog:Source:Project", "p")]
    [InlineData("SLS_LOGSTORE", "l", "SlsSyslog:Source:Logstore", "l")]
    [InlineData("SLS_CG", "g", "SlsSyslog:Source:ConsumerGroup", "g")]
    [InlineData("SLS_CONSUMER", "c", "SlsSyslog:Source:Consumer", "c")]
    [InlineData("SLS_REGION", "cn-hangzhou", "SlsSyslog:Source:Region", "cn-hangzhou")]
    [InlineData("SLS_START", "end", "SlsSyslog:Source:StartFrom", "end")]
    [InlineData("SLS_HEARTBEAT_INTERVAL", "20", "SlsSyslog:Source:HeartbeatInterval", "00:00:20")]
    [InlineData("SLS_GROUP_TIMEOUT", "60", "SlsSyslog:Source:GroupTimeout", "00:01:00")]
    [InlineData("SLS_FETCH_INTERVAL", "0.5", "SlsSyslog:Source:PollInterval", "00:00:00.5000000")]
    [InlineData("SYSLOG_FORMAT", "rfc5424", "SlsSyslog:Message:Envelope", "rfc5424")]
    [InlineData("SYSLOG_BODY", "kv", "SlsSyslog:Message:Body", "KeyValue")]
    [InlineData("SYSLOG_SEP", "##", "SlsSyslog:Message:KeyValue:Separator", "##")]
    [InlineData("SYSLOG_FACILITY", "local4", "SlsSyslog:Message:Facility", "local4")]
    [InlineData("SYSLOG_SEVERITY", "warning", "SlsSyslog:Message:Severity:Default", "warning")]
    [InlineData("SYSLOG_HOSTNAME", "h", "SlsSyslog:Message:Hostname", "h")]
    [InlineData("SYSLOG_TAG", "t", "SlsSyslog:Message:AppName", "t")]
    [InlineData("SYSLOG_MAX_BYTES", "2048", "SlsSyslog:Message:MaxBytes", "2048")]
    [InlineData("SYSLOG_FRAMING", "octet", "SlsSyslog:Destination:Framing", "OctetCounting")]
    [InlineData("SYSLOG_FRAMING", "lf", "SlsSyslog:Destination:Framing", "LineFeed")]
    [InlineData("SYSLOG_TIMEOUT", "120", "SlsSyslog:Destination:ConnectTimeout", "00:02:00")]
    [InlineData("SYSLOG_DELIVERY", "kernel", "SlsSyslog:Destination:Confirmation", "KernelAcknowledged")]
    [InlineData("SYSLOG_HOST", "siem.corp", "SlsSyslog:Destination:Servers:0", "tcp://siem.corp")]
    [InlineData("SYSLOG_HOST", "2001:db8::1", "SlsSyslog:Destination:Servers:0", "tcp://[2001:db8::1]")]
    public void Load_Variable_SetsItsKey(string variable, string value, string key, string expected) =>
        Assert.Equal(expected, Build(new() { [variable] = value })[key]);

    [Theory]
    [InlineData("SYSLOG_SERVERITY", "1", "Rename it to SYSLOG_SEVERITY, or remove it.")]
    [InlineData("sls_project", "p", "Rename it to SLS_PROJECT, or remove it.")]
    [InlineData("SLS_CONSUMER_GROUP", "g", "Rename it to SLS_CG, or remove it.")]
    [InlineData("SLS_CONSUMER_GROUP_NAME", "g", "Rename it to SLS_CG, or remove it.")]
    [InlineData("SLS_CONSUMERGROUP", "g", "Rename it to SLS_CG, or remove it.")]
    [InlineData("SLS_GROUP", "g", "Rename it to SLS_CG, or remove it.")]
    [InlineData("SLS_CONSUMER_NAME", "c", "Rename it to SLS_CONSUMER, or remove it.")]
    [InlineData("SLS_CONSUMR", "c", "Rename it to SLS_CONSUMER, or remove it.")]
    [InlineData("SLS_START_FROM", "end", "Rename it to SLS_START, or remove it.")]
    [InlineData("SLS_CONSUMER_GROUP_TIMEOUT", "60", "Rename it to SLS_GROUP_TIMEOUT, or remove it.")]
    [InlineData("SLS_POLL_INTERVAL", "1", "Rename it to SLS_FETCH_INTERVAL, or remove it.")]
    [InlineData("SYSLOG_ENVELOPE", "rfc5424", "Rename it to SYSLOG_FORMAT, or remove it.")]
    [InlineData("SYSLOG_APP_NAME", "a", "Rename it to SYSLOG_TAG, or remove it.")]
    [InlineData("SYSLOG_SEPARATOR", "|", "Rename it to SYSLOG_SEP, or remove it.")]
    [InlineData("SYSLOG_SERVER", "s", "Rename it to SYSLOG_HOST, or remove it.")]
    [InlineData("SYSLOG_SERVERS", "s", "Rename it to SYSLOG_HOST, or remove it.")]
    [InlineData("SYSLOG_TRANSPORT", "tls", "Rename it to SYSLOG_PROTOCOL, or remove it.")]
    [InlineData("SYSLOG_CONFIRMATION", "kernel", "Rename it to SYSLOG_DELIVERY, or remove it.")]
    [InlineData("SLS_QQQQQQQQQQQQ", "p", "Remove it.")]
    [InlineData("SYSLOG_PORT", "514", "Set SYSLOG_HOST, or remove it.")]
    public void FindErrors_VariableWithoutEffect_IsAnErrorWithTheFix(string variable, string value, string fix)
    {
        SlsSyslogEnvironmentProvider provider = new(new Dictionary<string, string> { [variable] = value });

        OptionError error = Assert.Single(provider.FindErrors());
        Assert.Equal((variable, fix), (error.Path, error.Fix));
    }

    [Fact]
    public void FindErrors_NamesOfAnAccessKey_SuggestTheVariablesOfTheProgram()
    {
        string[] others = ["SLS_AK_ID", "SLS_AK_KEY", "SLS_STS_TOKEN"];
        Dictionary<string, string> variables = new()
        {
            ["SLS_ACCESS_KEY_ID"] = "i",
            ["SLS_ACCESS_KEY_SECRET"] = "s",
            ["SLS_AK_SECRET"] = "s",
            ["SLS_SECURITY_TOKEN"] = "t",
        };

        Assert.Equal(
            ["SLS_AK_ID", "SLS_AK_KEY", "SLS_AK_KEY", "SLS_STS_TOKEN"],
            new SlsSyslogEnvironmentProvider(variables, others).FindErrors()
                .Select(e => e.Fix["Rename it to ".Length..e.Fix.IndexOf(',', StringComparison.Ordinal)]));
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData(" \t")]
    [InlineData("\uFEFF")]
    public void Load_InvisibleCharactersAround_AreRemovedExceptFromTheSeparator(string around)
    {
        Dictionary<string, string> variables = EnvironmentVariables.All.Select(variable => variable.Name)
            .Append("SYSLOG_HOST").Append("SYSLOG_PORT").ToDictionary(name => name, _ => $"{around}7{around}");
        variables["SYSLOG_PROTOCOL"] = $"{around}TLS{around}";

        IConfiguration configuration = Build(variables);

        foreach (EnvironmentVariable variable in EnvironmentVariables.All)
        {
            string expected = variable.Name == "SYSLOG_SEP" ? $"{around}7{around}" : variable.Convert("7");
            Assert.All(variable.Keys, key => Assert.Equal(expected, configuration[key]));
        }

        Assert.Equal("tls://7:7", configuration["SlsSyslog:Destination:Servers:0"]);
        Assert.Null(Build(new() { ["SLS_PROJECT"] = around })["SlsSyslog:Source:Project"]);
    }

    [Theory]
    [InlineData("SLS_PROJECT", "p")]
    [InlineData("SLS_MINE", "p")]
    [InlineData("SYSLOG_SEVERRITY", "")]
    [InlineData("SYSLOG_SERVICE_HOST", "10.0.0.1")]
    [InlineData("SYSLOG_SERVICE_PORT_TLS", "6514")]
    [InlineData("SYSLOG_PORT_514_TCP_ADDR", "10.0.0.1")]
    [InlineData("SYSLOG_PORT", "tcp://10.0.0.1:514")]
    [InlineData("MY_SLS_PROJECT", "p")]
    public void FindErrors_KnownVariableOrServiceLink_ReturnsNothing(string variable, string value) =>
        Assert.Empty(new SlsSyslogEnvironmentProvider(new Dictionary<string, string> { [variable] = value }, "SLS_MINE").FindErrors());

    [Fact]
    public void Load_HostPortAndProtocol_MakeOneServer() => Assert.Equal(
        "tls://siem.corp:6514",
        Build(new() { ["SYSLOG_HOST"] = "siem.corp", ["SYSLOG_PORT"] = "6514", ["SYSLOG_PROTOCOL"] = "tls" })["SlsSyslog:Destination:Servers:0"]);

    [Theory]
    [InlineData("tls", "/ca.pem")]
    [InlineData("relps", "/ca.pem")]
    [InlineData("tcp", null)]
    [InlineData("relp", null)]
    public void Load_CertificateUnderAProtocol_CountsUnderTls(string protocol, string? expected) => Assert.Equal(
        expected,
        Build(new() { ["SYSLOG_HOST"] = "siem.corp", ["SYSLOG_PROTOCOL"] = protocol, ["SYSLOG_CERT_PATH"] = "/ca.pem" })[
            "SlsSyslog:Destination:Tls:TrustedCertificatesPath"]);

    [Theory]
    [InlineData("udp", "written", null)]
    [InlineData("udp", "kernel", "KernelAcknowledged")]
    [InlineData("relp", "peer", null)]
    [InlineData("relps", "drained", "ReceiverDrained")]
    [InlineData("tcp", "written", "Written")]
    public void Load_DeliveryThatTheProtocolAlwaysHas_IsLeftOut(string protocol, string delivery, string? expected) => Assert.Equal(
        expected,
        Build(new() { ["SYSLOG_HOST"] = "siem.corp", ["SYSLOG_PROTOCOL"] = protocol, ["SYSLOG_DELIVERY"] = delivery })[
            "SlsSyslog:Destination:Confirmation"]);

    [Theory]
    [InlineData("udp", null)]
    [InlineData("relps", null)]
    [InlineData("tls", "LineFeed")]
    public void Load_FramingUnderAProtocol_AppliesToTcpAndTls(string protocol, string? expected) => Assert.Equal(
        expected,
        Build(new() { ["SYSLOG_HOST"] = "siem.corp", ["SYSLOG_PROTOCOL"] = protocol, ["SYSLOG_FRAMING"] = "lf" })["SlsSyslog:Destination:Framing"]);

    [Fact]
    public void Load_EmptyVariable_CountsAsAbsent() => Assert.Null(Build(new() { ["SLS_PROJECT"] = "" })["SlsSyslog:Source:Project"]);

    private static IConfiguration Build(Dictionary<string, string> variables) =>
        new ConfigurationBuilder().Add(new SlsSyslogEnvironmentSource(variables)).Build();
}
