using SlsSyslog.Serialization;

namespace SlsSyslog.Transports.Tests;

public sealed class SyslogServerTests
{
    [Theory]
    [InlineData("tcp://siem.corp:1514", "siem.corp", 1514, "tcp://siem.corp:1514")]
    [InlineData("TCP://10.0.0.1", "10.0.0.1", 514, "tcp://10.0.0.1:514")]
    [InlineData("tcp://[::1]:601", "::1", 601, "tcp://[::1]:601")]
    [InlineData("udp://siem", "siem", 514, "udp://siem:514")]
    [InlineData("tls://siem", "siem", 6514, "tls://siem:6514")]
    [InlineData("relp://siem", "siem", 2514, "relp://siem:2514")]
    [InlineData("Relps://siem", "siem", 2514, "relps://siem:2514")]
    [InlineData("tcp://[fe80::1]/", "fe80::1", 514, "tcp://[fe80::1]:514")]
    [InlineData("My-Scheme://host:123", "host", 123, "my-scheme://host:123")]
    public void Parse_ValidAddress_ReturnsItsParts(string text, string host, int port, string canonical)
    {
        SyslogServer server = SyslogServer.Parse(text);

        Assert.Equal((host, port), (server.Host, server.Port));
        Assert.Equal(canonical, server.ToString());
        Assert.Equal(server, SyslogServer.Parse(canonical));
    }

    [Fact]
    public void Constructor_SchemeInUpperCase_IsTheSameServer() =>
        Assert.Equal(SyslogServer.Parse("tls://siem"), new SyslogServer("TLS", "siem", 6514));

    [Theory]
    [InlineData("", "siem", 1)]
    [InlineData("t s", "siem", 1)]
    [InlineData("tls", "a b", 1)]
    [InlineData("tls", "", 1)]
    [InlineData("tls", "siem", 0)]
    [InlineData("tls", "siem", 65536)]
    public void Constructor_InvalidPart_Throws(string scheme, string host, int port) =>
        Assert.ThrowsAny<ArgumentException>(() => new SyslogServer(scheme, host, port));

    [Theory]
    [InlineData("siem.corp:514", "scheme")]
    [InlineData("://siem.corp:514", "scheme")]
    [InlineData("1x://siem.corp:514", "scheme")]
    [InlineData("http://siem.corp", "does not have a port")]
    [InlineData("tcp://siem.corp:0", "valid port")]
    [InlineData("tcp://siem.corp:65536", "valid port")]
    [InlineData("tcp://siem.corp:", "valid port")]
    [InlineData("tcp://siem.corp:+5", "valid port")]
    [InlineData("tcp://", "valid host")]
    [InlineData("tcp://a b", "valid host")]
    [InlineData("tcp://::1", "valid")]
    [InlineData("tcp://[10.0.0.1]:514", "valid host")]
    [InlineData("tcp://siem.corp/path", "valid host")]
    public void Parse_InvalidAddress_ReportsProblemAndFix(string text, string problem)
    {
        FormatException exception = Assert.Throws<FormatException>(() => SyslogServer.Parse(text));

        Assert.StartsWith($"'{text}' does not have a", exception.Message, StringComparison.Ordinal);
        Assert.Contains(problem, exception.Message, StringComparison.Ordinal);
        Assert.False(SyslogServer.TryParse(text, out _, out OptionError error));
        Assert.Equal(exception.Message, error.ToString());
    }

    [Theory]
    [InlineData("tcp://user@siem.corp")]
    [InlineData("tls://user:hunter2@siem.corp:6514")]
    public void Parse_AddressWithUserOrPassword_DoesNotRepeatThem(string text)
    {
        FormatException exception = Assert.Throws<FormatException>(() => SyslogServer.Parse(text));

        Assert.StartsWith("The value does not have a valid host.", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("user", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", exception.Message, StringComparison.Ordinal);
    }
}
