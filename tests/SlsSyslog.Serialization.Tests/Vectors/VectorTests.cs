using System.Buffers;
using System.Text;
using SlsSyslog.Serialization.Tests.Support;

namespace SlsSyslog.Serialization.Tests.Vectors;

public class VectorTests
{
    // Valid, but not written, each with the reason.
    private static readonly Dictionary<string, string> NotWritten = new()
    {
        ["EMPTY-MSG"] = "a message without MSG ends with its structured data, without a space",
        ["SD-NL"] = "a line feed in a value is written \\n, the same under every framing",
    };

    private static readonly Dictionary<string, Func<byte[]>> Written = new()
    {
        ["R5424-ex1"] = () => Rfc5424(
            new() { Facility = "auth", Severity = { Default = "crit" }, Hostname = "mymachine.example.com", AppName = "su", Rfc5424 = { MsgId = "ID47", FractionDigits = 3, WriteBom = true } },
            At("2003-10-11T22:14:15Z", 3_000_000),
            new DataBody("'su root' failed for lonvick on /dev/pts/8")),
        ["R5424-ex2"] = () => Serialize(
            new()
            {
                Facility = SyslogFacility.Local4,
                Severity = SyslogSeverity.Notice,
                Timestamp = DateTimeOffset.Parse("2003-08-24T05:14:15.000003-07:00"),
                Hostname = "192.0.2.1"u8,
                AppName = "myproc"u8,
                ProcId = "8710"u8,
            },
            "%% It's time to make the do-nuts."),
        ["R5424-ex3"] = () => Rfc5424(
            Example3(new() { Rfc5424 = { WriteBom = true } }, "exampleSDID@32473"), Example3Fields(), new DataBody("An application event log entry...")),
        ["R5424-ex4"] = () => Rfc5424(Example3(new(), "exampleSDID@32473", "examplePriority@32473"), Example3Fields(), null),
        ["PRI-min"] = () => Rfc5424(new() { Facility = "kern", Severity = { Default = "emerg" } }, NoTime(), new DataBody("x")),
        ["PRI-max"] = () => Rfc5424(new() { Facility = "23", Severity = { Default = "7" } }, NoTime(), new DataBody("x")),
        ["PRI-9"] = () => Rfc5424(new() { Severity = { Default = "alert" } }, NoTime(), new DataBody("x")),
        ["ALL-NIL"] = () => Rfc5424(new(), NoTime(), new DataBody("")),
        ["TS-00"] = () => Time("0001-01-01T00:00:00Z", 0, 6),
        ["TS-01"] = () => Time("9999-12-31T23:59:59Z", 999_999_900, 6),
        ["TS-02"] = () => Time("2026-01-02T03:04:05Z", 0, 6),
        ["TS-03"] = () => Time("2026-01-02T03:04:05Z", 100_000_000, 1),
        ["TS-04"] = () => Time("2026-01-02T03:04:05Z", 123_456_789, 6),
        ["TS-05"] = () => Time("2026-01-02T03:04:05Z", 1000, 6),
        ["TS-06"] = () => Time("2026-01-02T03:04:05Z", 900, 6),
        ["TS-07"] = () => Offset("2026-01-02T03:04:05.1234569-03:30"),
        ["TS-08"] = () => Offset("2026-01-02T03:04:05.123456+05:45"),
        ["TS-09"] = () => Offset("2026-01-02T03:04:05+14:00"),
        ["TS-10"] = () => Offset("2026-01-02T03:04:05-14:00"),
        ["TS-11"] = () => Time("2024-02-29T23:59:59Z", 0, 6),
        ["SD-ESC"] = () => Element("x@32473", ["k"], NoTime().AddField("k", "a\"b\\c]d[e=f g")),
        ["SD-EMPTYVAL"] = () => Element("x@32473", ["k"], NoTime().AddField("k", "")),
        ["SD-NOPARAM"] = () => Serialize(Bare("[x@32473]"u8), "m"),
        ["SD-DUPPARAM"] = () => Rfc5424(new() { Hostname = "h", AppName = "a", Rfc5424 = { Origin = { Ip = ["192.0.2.1", "192.0.2.129"] } } }, NoTime(), new DataBody("m")),
        ["SD-UTF8"] = () => Element("x@32473", ["k"], NoTime().AddField("k", "日志 😀")),
        ["SD-META"] = () => Serialize(Bare(Elements("SD-META")), "m"),
        ["SD-ID32"] = () => Element("aaaaaaaaaaaaaaaaaaaaaaaaaa@32473", ["k"], NoTime().AddField("k", "v")),
        ["HOST-255"] = () => Names(new string('h', 256), "a"),
        ["APP-48"] = () => Names("h", new string('a', 49)),
        ["PROC-128"] = () => Rfc5424(new() { Hostname = "h", AppName = "a", ProcId = new string('p', 129) }, NoTime(), new DataBody("m")),
        ["MSGID-32"] = () => Rfc5424(new() { Hostname = "h", AppName = "a", Rfc5424 = { MsgId = new string('i', 33) } }, NoTime(), new DataBody("m")),
        ["HOST-V6"] = () => Names("2001:db8::1", "a"),
        ["HOST-IDN"] = () => Names("bücher.example", "a"),
        ["HOST-REPL"] = () => Names("my host", "a"),
        ["APP-CTRL"] = () => Names("h", "a\nb"),
        ["MSG-NUL"] = () => Message(new FieldFormatter("content"), "a\0b"),
        ["MSG-NL"] = () => Message(new FieldFormatter("content"), "a\nb\r\nc"),
        ["MSG-UTF8-BOM"] = () => Rfc5424(new() { Hostname = "h", AppName = "a", Rfc5424 = { WriteBom = true } }, NoTime(), new DataBody("日志 😀")),
        ["MSG-UTF8"] = () => Message(new TemplateFormatter("{content}"), "日志 😀"),
        ["MSG-SURR"] = () => Message(new TemplateFormatter("{content}"), "a\uD800b"),
        ["MSG-BOMBOM"] = () => Rfc5424(new() { Hostname = "h", AppName = "a", Rfc5424 = { WriteBom = true } }, NoTime(), new DataBody("\uFEFFx")),
        ["TRUNC-480"] = () => Frames.Format(
            new Rfc5424Formatter(new() { Hostname = "h", AppName = "a" }, new DataBody(new string('x', 461) + "日")), NoTime().Record, 480, out _),
        ["R3164-ex1"] = () => Rfc3164(
            new() { Facility = "auth", Severity = { Default = "crit" } }, "2003-10-11T22:14:15Z", "mymachine", "su", "'su root' failed for lonvick on /dev/pts/8"),
        ["R3164-day"] = () => Rfc3164(new() { AppName = "", Severity = { Default = "notice" } }, "2026-02-05T17:32:18Z", "10.0.0.99", "", "Use the BFG!"),
        ["R3164-pid"] = () => Rfc3164(new() { Severity = { Default = "notice" }, ProcId = "42" }, "2026-01-01T00:00:00Z", "h", "app", "m"),
        ["R3164-tag32"] = () => Rfc3164(new() { Severity = { Default = "notice" } }, "2026-01-31T23:59:59Z", "h", new string('t', 33), "m"),
        ["F-OCT"] = () => Framed(SyslogFraming.OctetCounting, 1),
        ["F-OCT2"] = () => Framed(SyslogFraming.OctetCounting, 2),
        ["F-LF"] = () => Framed(SyslogFraming.LineFeed, 2),
        ["F-OCT-UTF8"] = () =>
        {
            using FrameBuffer frames = new();
            frames.Append(new Rfc5424Formatter(new() { Hostname = "h", AppName = "a" }, new DataBody("日")), NoTime().Record);
            return frames.Memory.ToArray();
        },
        ["CEF-hdr"] = () => Format(
            new CefFormatter(
                new() { Vendor = "Ven|dor", Product = "Pro\\duct", EventClassId = "100", Name = "na=me|x", TimeKey = "" },
                new() { Severity = { Default = "warning" }, Fields = { Exclude = ["__*"] } }),
            NoTime().AddField("src", "10.0.0.1").AddField("msg", "a=b c|d \\ e\nf").AddField("cs1Label", "k").AddField("cs1", "v")),
        ["LEEF1"] = () => Leef(new(), NoTime().AddField("src", "10.0.0.1").AddField("dst", "10.0.0.2").AddField("sev", "5").AddField("msg", "hello")),
        ["LEEF2"] = () => Leef(new() { FormatVersion = "2.0", Delimiter = "^" }, NoTime().AddField("src", "10.0.0.1").AddField("dst", "10.0.0.2").AddField("sev", "5")),
        ["LEEF2-hex"] = () => Leef(new() { FormatVersion = "2.0" }, NoTime().AddField("src", "10.0.0.1").AddField("sev", "5")),
    };

    public static TheoryData<string> WrittenIds => [.. Written.Keys];

    [Theory]
    [MemberData(nameof(WrittenIds))]
    public void Write_InputOfTheVector_EqualsTheVector(string id) =>
        Assert.Equal(Encoding.UTF8.GetString(VectorFile.All[id].Bytes), Encoding.UTF8.GetString(Written[id]()));

    [Fact]
    public void Vectors_EveryValidVector_IsWrittenOrHasAReason() =>
        Assert.Equal(VectorFile.Valid.Order(), Written.Keys.Concat(NotWritten.Keys).Order());

    internal static LogRecordBuilder NoTime() => new LogRecordBuilder().SetTime(long.MaxValue);

    internal static LogRecordBuilder At(string time, int nanoseconds) =>
        new LogRecordBuilder().SetTime(DateTimeOffset.Parse(time).ToUnixTimeSeconds(), nanoseconds);

    internal static byte[] Format(IMessageFormatter formatter, LogRecordBuilder builder) =>
        Frames.Format(formatter, builder.Record, FrameBuffer.DefaultMaxMessageBytes, out _);

    internal static byte[] Rfc5424(MessageOptions options, LogRecordBuilder builder, IMessageFormatter? body) =>
        Format(new Rfc5424Formatter(options, body), builder);

    internal static byte[] Time(string time, int nanoseconds, int digits) =>
        Rfc5424(new() { Hostname = "h", AppName = "a", Rfc5424 = { FractionDigits = digits } }, At(time, nanoseconds), new DataBody("x"));

    internal static byte[] Element(string id, string[] fields, LogRecordBuilder builder) => Rfc5424(
        new() { Hostname = "h", AppName = "a", Rfc5424 = { StructuredData = { new() { Id = id, Fields = { Include = fields } } } } }, builder, new DataBody("m"));

    internal static byte[] Names(string host, string app) => Rfc5424(new(), NoTime().SetSource(host).SetTopic(app), new DataBody("m"));

    internal static byte[] Rfc3164(MessageOptions options, string time, string host, string tag, string message) =>
        Format(new Rfc3164Formatter(options, new DataBody(message)), At(time, 0).SetSource(host).SetTopic(tag));

    internal static byte[] Serialize(SyslogHeader header, string message)
    {
        ArrayBufferWriter<byte> output = new();
        SyslogSerializer.Write(output, header, Encoding.UTF8.GetBytes(message));
        return output.WrittenSpan.ToArray();
    }

    private static byte[] Offset(string time) => Serialize(new() { Timestamp = DateTimeOffset.Parse(time), Hostname = "h"u8, AppName = "a"u8 }, "x");

    private static SyslogHeader Bare(ReadOnlySpan<byte> elements) => new() { Hostname = "h"u8, AppName = "a"u8, StructuredData = elements };

    private static byte[] Elements(string id)
    {
        string text = Encoding.UTF8.GetString(VectorFile.All[id].Bytes);
        return Encoding.UTF8.GetBytes(text[text.IndexOf('[')..^2]);
    }

    private static byte[] Message(IMessageFormatter body, string content) =>
        Rfc5424(new() { Hostname = "h", AppName = "a" }, NoTime().AddField("content", content), body);

    private static byte[] Leef(LeefOptions options, LogRecordBuilder builder)
    {
        options.Vendor = "Vendor";
        options.Product = "Product";
        options.EventId = "EvId";
        options.SeverityKey = options.TimeKey = "";
        return Format(new LeefFormatter(options, new() { Fields = { Exclude = ["__*"] } }), builder);
    }

    private static byte[] Framed(SyslogFraming framing, int count)
    {
        using FrameBuffer frames = new(framing);
        for (int i = 0; i < count; i++)
        {
            frames.Append(new Rfc5424Formatter(new()), NoTime().Record);
        }

        return frames.Memory.ToArray();
    }

    private static MessageOptions Example3(MessageOptions options, params string[] ids)
    {
        options.Facility = "local4";
        options.Severity.Default = "notice";
        options.Hostname = "mymachine.example.com";
        options.AppName = "evntslog";
        options.Rfc5424.MsgId = "ID47";
        options.Rfc5424.FractionDigits = 3;
        foreach (string id in ids)
        {
            string[] fields = id.StartsWith("exampleS", StringComparison.Ordinal) ? ["iut", "eventSource", "eventID"] : ["class"];
            options.Rfc5424.StructuredData.Add(new() { Id = id, Fields = { Include = fields } });
        }

        return options;
    }

    private static LogRecordBuilder Example3Fields() => At("2003-10-11T22:14:15Z", 3_000_000)
        .AddField("iut", "3").AddField("eventSource", "Application").AddField("eventID", "1011").AddField("class", "high");
}
