using SlsSyslog.Serialization;
using SlsSyslog.Transports;

namespace SlsSyslog.Receivers.Tests;

/// <summary>With the formatter, frame buffer and TCP transport together, every field of the header and the body arrive as intended.</summary>
[Collection(SharedReceivers.Name)]
public sealed class HeaderFieldTests(ReceiversFixture receivers)
{
    private static readonly DateTimeOffset Time = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    // The input, and what a receiver must read: the same, except where RFC 5424 cannot represent it.
    private static readonly Message[] Messages =
    [
        new() { Sent = Header("host", "app", "4711", "ID47"), Read = Header("host", "app", "4711", "ID47") },
        new()
        {
            Sent = Header(new('h', 255), new('a', 48), new('p', 128), new('m', 32)),
            Read = Header(new('h', 255), new('a', 48), new('p', 128), new('m', 32)),
        },
        new()
        {
            Sent = Header(new('h', 256), new('a', 49), new('p', 129), new('m', 33)),
            Read = Header(new('h', 255), new('a', 48), new('p', 128), new('m', 32)),
        },
        new() { Sent = Header("192.0.2.7", "a/b.c-d", "[7]", "\"x\""), Read = Header("192.0.2.7", "a/b.c-d", "[7]", "\"x\"") },
        new() { Sent = Header("2001:db8::7", "a=b", "\\", "]"), Read = Header("2001:db8::7", "a=b", "\\", "]") },
        new() { Sent = Header("bücher.example", "größe", "日", "a b"), Read = Header("xn--bcher-kva.example", "gr____e", "___", "a_b") },
        new() { Sent = Header("my host", "\n<13>1 ", "a\tb", "\0"), Read = Header("my_host", "_<13>1_", "a_b", "_") },
        new() { Facility = "kern", Severity = "emergency", Pri = 0 },
        new() { Facility = "local7", Severity = "debug", Pri = 191 },
        new() { Facility = "20", Severity = "3", Pri = 163 },
        new() { Facility = "nonsense", Severity = "nonsense", Pri = 14 },
        new() { Time = Time.AddTicks(1_234_567), ReadTime = Time.AddTicks(1_234_560) },
        new() { Time = Time.AddTicks(9_999_999), ReadTime = Time.AddTicks(9_999_990) },
        new() { Time = Time.AddTicks(30_000), ReadTime = Time.AddTicks(30_000) },
        new() { Time = new(1970, 1, 1, 0, 0, 0, TimeSpan.Zero), ReadTime = new(1970, 1, 1, 0, 0, 0, TimeSpan.Zero) },
        new() { Time = new(2028, 2, 29, 23, 59, 59, TimeSpan.Zero), ReadTime = new(2028, 2, 29, 23, 59, 59, TimeSpan.Zero) },
        new() { Value = "plain text", Text = "||value=plain text" },
        new() { Value = "文字 😀 é", Text = "||value=文字 😀 é" },
        new() { Value = "one\ntwo\r\nthree\tfour\0five", Text = "||value=one\\ntwo\\r\\nthree\\tfour\\u0000five" },
        new() { Value = "\"quoted\" [bracketed] 'single' ]", Text = "||value=\"quoted\" [bracketed] 'single' ]" },
        new() { Value = "https://example.com/?a=b&c=d", Text = "||value=https://example.com/?a=b&c=d" },
        new() { Value = "a|b||c\\d", Text = "||value=a\\|b\\|\\|c\\\\d" },
        new() { Value = "\n52 <0>1 - forged forged - - - forged", Text = "||value=\\n52 <0>1 - forged forged - - - forged" },
        new() { Value = "", Text = "||value=" },
    ];

    [Fact]
    public async Task Rsyslog_EveryHeaderAndBody_IsReadAsIntended() => await IsReadAsIntendedAsync(await receivers.RsyslogAsync());

    [Fact]
    public async Task SyslogNg_EveryHeaderAndBody_IsReadAsIntended() => await IsReadAsIntendedAsync(await receivers.SyslogNgAsync());

    private static (string Host, string App, string ProcId, string MsgId) Header(string host, string app, string procId, string msgId) =>
        (host, app, procId, msgId);

    private static async Task IsReadAsIntendedAsync(ReceiverDaemon daemon)
    {
        Rfc5424Formatter formatter = new(
            new MessageOptions
            {
                Facility = "{facility}",
                Severity = { Field = "level" },
                Hostname = "{host}",
                AppName = "{app}",
                ProcId = "{pid}",
                Rfc5424 = { MsgId = "{msgid}" },
            },
            new ValueBody());
        ReceivedLog received = daemon.OpenLog();
        using FrameBuffer frames = new();
        foreach (Message message in Messages)
        {
            frames.Append(formatter, message.ToRecord().Record);
        }

        await using (TcpTransport transport = Senders.Tcp(daemon, "tcp"))
        {
            DeliveryTicket ticket = await transport.SendAsync(frames, CancellationToken.None);
            await transport.DrainAsync(CancellationToken.None);
            await transport.ConfirmAsync(ticket, CancellationToken.None);
        }

        IReadOnlyList<ReceivedMessage> read = await received.ReadAsync("tcp", Messages.Length);
        Assert.Equal(Messages.Length, read.Count);
        Assert.Multiple([.. Messages.Zip(read, (message, actual) => (Action)(() => AssertRead(message, actual)))]);
    }

    private static void AssertRead(Message message, ReceivedMessage actual)
    {
        Assert.Equal(message.Pri, actual.Pri);
        Assert.Equal(message.ReadTime, actual.Time);
        Assert.Equal(message.Read, Header(actual.HostName, actual.AppName, actual.ProcId, actual.MsgId));
        Assert.Equal("-", actual.StructuredData);
        Assert.Equal("||__topic__=||__source__=" + message.Text, actual.Text);
    }

    private sealed record Message
    {
        public (string Host, string App, string ProcId, string MsgId) Sent { get; init; } = Header("h", "a", "p", "m");

        public (string Host, string App, string ProcId, string MsgId) Read { get; init; } = Header("h", "a", "p", "m");

        public string Facility { get; init; } = "user";

        public string Severity { get; init; } = "info";

        public int Pri { get; init; } = 14;

        public DateTimeOffset Time { get; init; } = HeaderFieldTests.Time;

        public DateTimeOffset ReadTime { get; init; } = HeaderFieldTests.Time;

        public string Value { get; init; } = "v";

        public string Text { get; init; } = "||value=v";

        public LogRecordBuilder ToRecord() => new LogRecordBuilder()
            .SetTime(Time)
            .AddField("host", Sent.Host)
            .AddField("app", Sent.App)
            .AddField("pid", Sent.ProcId)
            .AddField("msgid", Sent.MsgId)
            .AddField("facility", Facility)
            .AddField("level", Severity)
            .AddField("value", Value);
    }

    /// <summary>Writes one field as a key-value body, without the fields of the header.</summary>
    private sealed class ValueBody : IMessageFormatter
    {
        private readonly KeyValueFormatter _pairs = new(new KeyValueOptions());

        public void Format(scoped LogRecord record, ref SyslogWriter writer)
        {
            record.TryGetField("value"u8, out ReadOnlySpan<byte> value);
            _pairs.Format(new LogRecordBuilder().AddField("value"u8, value).Record, ref writer);
        }
    }
}
