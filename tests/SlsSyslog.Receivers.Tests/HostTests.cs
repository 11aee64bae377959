using SlsSyslog.Serialization;

namespace SlsSyslog.Receivers.Tests;

/// <summary>Every source of a log is read as the host, and never as the tag, the year or an error.</summary>
[Collection(SharedReceivers.Name)]
public sealed class HostTests(ReceiversFixture receivers)
{
    private static readonly string[] Sources =
    [
        "web-1", "10.32.10.116", "2a0b:1::5", "[2a0b:1::5]", "[2a0b:1::5]:514", "dead:beef::", "::ffff:10.32.10.116", "::1", "::", "fe80::1%eth0",
        "64:ff9b::10.0.0.1", "10.0.0.1:514", "host:514", "a:b:c", "dead:beef:", "", "-", "2026", "0000", "2026.", "2026-", "2026.example", "host-", "host_",
        "_", "--x--", "(x)", "a/b", "a@b", "a=b", "#1", "\"x\"", "[", "]", "[x]", "bücher.example", new('a', 300), "CEF:0|x", "a b", "a\nb", "sshd[1]:",
    ];

    [Fact]
    public async Task Rsyslog_Rfc3164_ReadsTheHost() =>
        await ReadsTheHostAsync(await receivers.RsyslogAsync(), "tcp", SyslogEnvelope.Rfc3164, SyslogFraming.OctetCounting);

    [Fact]
    public async Task Rsyslog_Rfc5424_ReadsTheHost() =>
        await ReadsTheHostAsync(await receivers.RsyslogAsync(), "tcp", SyslogEnvelope.Rfc5424, SyslogFraming.OctetCounting);

    [Fact]
    public async Task SyslogNg_Rfc3164_ReadsTheHost() =>
        await ReadsTheHostAsync(await receivers.SyslogNgAsync(), "tcp-lf-3164", SyslogEnvelope.Rfc3164, SyslogFraming.LineFeed);

    [Fact]
    public async Task SyslogNg_Rfc5424_ReadsTheHost() =>
        await ReadsTheHostAsync(await receivers.SyslogNgAsync(), "tcp", SyslogEnvelope.Rfc5424, SyslogFraming.OctetCounting);

    private static async Task ReadsTheHostAsync(ReceiverDaemon daemon, string listener, SyslogEnvelope envelope, SyslogFraming framing)
    {
        MessageOptions options = new() { Envelope = envelope, Body = new TemplateBodyOptions { Text = "{content}" }, Rfc3164 = { PreserveNames = true } };
        IMessageFormatter formatter = options.CreateFormatter();
        ReceivedLog received = daemon.OpenLog();
        using FrameBuffer frames = new(framing);
        List<string> hosts = [];
        foreach (string source in Sources)
        {
            frames.Append(formatter, new LogRecordBuilder().SetSource(source).SetTopic("app").AddField("content", "the text").Record);
            string[] words = System.Text.Encoding.UTF8.GetString(frames.GetMessage(frames.Count - 1).Span).Split(' ', StringSplitOptions.RemoveEmptyEntries);
            hosts.Add(words[envelope == SyslogEnvelope.Rfc5424 ? 2 : 3]);
        }

        await RawSender.SendTcpAsync(daemon.EndPointOf(listener), frames.Memory);

        IReadOnlyList<ReceivedMessage> read = await received.ReadAsync(listener, Sources.Length);
        Assert.Equal(Sources.Length, read.Count);
        for (int i = 0; i < Sources.Length; i++)
        {
            // An unknown host of RFC 5424 is that of the connection in syslog-ng.
            Assert.True(hosts[i] == read[i].HostName || hosts[i] == "-", $"'{Sources[i]}' was sent as {hosts[i]} and read as {read[i].HostName}");
            Assert.Equal("app", read[i].AppName);
            Assert.Equal("the text", read[i].Text.Trim());
        }
    }
}
