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
    public void Parse_ValidAddress_TellsItsParts(string text, string host, int port, string canonical)
    {
        SyslogServer server = SyslogServer.Parse(text);

        Assert.Equal((host, port), (server.Host, server.Port));
        Assert.Equal(canonical, server.ToString());
        Assert.Equal(server, SyslogServer.Parse(canonical));
    }

    [Theory]
    [InlineData("siem.corp:514", "no scheme")]
    [InlineData("http://siem.corp", "unknown scheme")]
    [InlineData("tcp://siem.corp:0", "no valid port")]
    [InlineData("tcp://siem.corp:65536", "no valid port")]
    [InlineData("tcp://siem.corp:", "no valid port")]
    [InlineData("tcp://siem.corp:+5", "no valid port")]
    [InlineData("tcp://", "no valid host")]
    [InlineData("tcp://a b", "no valid host")]
    [InlineData("tcp://::1", "no valid")]
    [InlineData("tcp://[10.0.0.1]:514", "no valid host")]
    [InlineData("tcp://user@siem.corp", "no valid host")]
    [InlineData("tcp://siem.corp/path", "no valid host")]
    public void Parse_InvalidAddress_SaysWhatIsWrong(string text, string fault)
    {
        FormatException error = Assert.Throws<FormatException>(() => SyslogServer.Parse(text));

        Assert.Contains(fault, error.Message, StringComparison.Ordinal);
        Assert.Contains(text, error.Message, StringComparison.Ordinal);
        Assert.False(SyslogServer.TryParse(text, out _));
    }
}
