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
    [InlineData("SLS_QQQQQQQQQQQQ", "p", "Remove it.")]
    [InlineData("SYSLOG_PORT", "514", "Set SYSLOG_HOST, or remove it.")]
    public void FindErrors_VariableWithoutEffect_IsAnErrorWithTheFix(string variable, string value, string fix)
    {
        SlsSyslogEnvironmentProvider provider = new(new Dictionary<string, string> { [variable] = value });

        OptionError error = Assert.Single(provider.FindErrors());
        Assert.Equal((variable, fix), (error.Path, error.Fix));
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
