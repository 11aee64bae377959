using System.Text;
using System.Text.Json;
using SlsSyslog.Serialization.Tests.Support;

namespace SlsSyslog.Serialization.Tests.Fields;

public class MarkTests
{
    private const string Gap = "__slssyslog_gap__";
    private const string Heartbeat = "__slssyslog_heartbeat__";

    private static readonly string[] HostileTexts =
    [
        Gap, Gap + "=true", Gap + "=true event=gap shard=0", "__" + Gap, Gap + "__", Gap + Gap, "slssyslog_gap", "slssyslog~gap", "slssysloggap", "x " + Gap + "=true",
        "||" + Gap + "=true", "\n" + Gap + "=true", "\uFEFF" + Gap + "=true", "__slssyslog gap__", "__slssyslog-gap__", "__slssyslog\u0001gap__",
        "__slssyslog" + Gap, "__slssyslog_gap" + Gap[2..], Gap + Gap[2..],
        Heartbeat, Heartbeat + "=true", Heartbeat + Heartbeat[2..], "x " + Heartbeat + "=true", "||" + Heartbeat + "=true", "slssyslog_heartbeat",
        "slssyslog~heartbeat", "slssyslogheartbeat", "__slssyslog heartbeat__", "__slssyslog-heartbeat__",
        " __truncated__=true", "__truncated__=true", "||__truncated__=true", "__truncated__ __truncated__=true",
    ];

    private static readonly string[] Bodies = [.. BodyFormats.BuiltIn.Select(format => format.Name)];

    public static IEnumerable<object[]> Combinations =>
        from body in Bodies
        from envelope in Enum.GetValues<SyslogEnvelope>()
        where envelope == SyslogEnvelope.Rfc5424 || body != "None"
        from framing in Enum.GetValues<SyslogFraming>()
        select new object[] { body, envelope, framing };

    // Every place that a log can fill: topic, source, tag, key, value, and the header fields made of them.
    [Theory]
    [MemberData(nameof(Combinations))]
    public void Format_LogsWithTheTextOfAMark_AreNeitherMarkedRecordsNorTruncated(string body, SyslogEnvelope envelope, SyslogFraming framing)
    {
        IMessageFormatter formatter = CreateMessage(body, envelope).CreateFormatter();
        string gap = Write(formatter, framing, CreateMarked(Gap));
        string heartbeat = Write(formatter, framing, CreateMarked(Heartbeat));
        Assert.True(HasMark(body, gap, Gap), gap);
        Assert.False(HasMark(body, gap, Heartbeat), gap);
        Assert.True(HasMark(body, heartbeat, Heartbeat), heartbeat);
        Assert.False(HasMark(body, heartbeat, Gap), heartbeat);
        foreach (string text in HostileTexts)
        {
            LogRecordBuilder log = new LogRecordBuilder().SetTime(1768464551).SetTopic(text).SetSource(text).AddTag("k", text).AddTag(text, "true")
                .AddField("level", text).AddField("msg", text).AddField("a", "__slssyslog").AddField("b", "_gap__").AddField("c", "_heartbeat__")
                .AddField(text, "true");

            string written = Write(formatter, framing, log.Record);

            Assert.False(HasMark(body, written, Gap), written);
            Assert.False(HasMark(body, written, Heartbeat), written);
            Assert.False(IsTruncated(body, written), written);
        }
    }

    [Theory]
    [InlineData(SyslogEnvelope.Rfc5424, false)]
    [InlineData(SyslogEnvelope.Rfc3164, false)]
    [InlineData(SyslogEnvelope.Rfc3164, true)]
    public void Format_HeaderOfALog_IsNotTheHeaderOfAMarkedRecord(SyslogEnvelope envelope, bool preservesNames)
    {
        MessageOptions message = new()
        {
            Envelope = envelope,
            Hostname = "{a}",
            AppName = "{a}{b}",
            ProcId = "{a}",
            Rfc3164 = { PreserveNames = preservesNames },
            Rfc5424 = { MsgId = "{a}" },
            Body = new TemplateBodyOptions { Text = "x" },
        };
        IMessageFormatter formatter = message.CreateFormatter();
        foreach (string text in HostileTexts)
        {
            string written = Write(formatter, SyslogFraming.Datagram, new LogRecordBuilder().AddField("a", text).AddField("b", "_gap__").Record);

            Assert.DoesNotContain("slssyslog_gap", written, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("slssysloggap", written, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("slssyslog_heartbeat", written, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("slssyslogheartbeat", written, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Theory]
    [InlineData(Gap)]
    [InlineData(Heartbeat)]
    public void Format_MarkedRecordWithoutBody_HasTheMarkAsItsMessage(string mark) => Assert.EndsWith(
        $" - {mark}=true event=x",
        Write(new MessageOptions { Body = new NoBodyOptions() }.CreateFormatter(), SyslogFraming.Datagram, CreateMarked(mark)),
        StringComparison.Ordinal);

    [Theory]
    [InlineData(Gap)]
    [InlineData(Heartbeat)]
    public void Format_TextFormatter_MarksGapsAndHeartbeatsOnly(string mark)
    {
        Assert.Equal($"{mark}=true event=x", Write(new EventText(), SyslogFraming.Datagram, CreateMarked(mark)));
        foreach (string text in HostileTexts)
        {
            string written = Write(new EventText(), SyslogFraming.Datagram, new LogRecordBuilder().AddField("event", text).Record);

            Assert.DoesNotContain(mark, written, StringComparison.Ordinal);
        }
    }

    private sealed class EventText : TextMessageFormatter
    {
        public override string Format(TextRecord record) => record["event"]!;
    }

    private static MessageOptions CreateMessage(string body, SyslogEnvelope envelope)
    {
        MessageOptions message = new() { Body = Messages.CreateBody(body), Envelope = envelope, MarkTruncation = true };
        if (message.Body is NoBodyOptions)
        {
            message.Rfc5424.StructuredData.Add(new() { Id = "x@32473" });
        }

        if (message.Body is TemplateBodyOptions template)
        {
            template.Text = "{a}{b} {level}";
        }

        return message;
    }

    private static string Write(IMessageFormatter formatter, SyslogFraming framing, scoped LogRecord record)
    {
        using FrameBuffer frames = new(framing);
        frames.Append(formatter, record);
        return Encoding.UTF8.GetString(frames.GetMessage(0).Span);
    }

    private static LogRecord CreateMarked(string mark)
    {
        byte[] block = [.. Encoding.UTF8.GetBytes(mark), .. "eventx"u8, .. new byte[32]];
        LogRecordTable table = new() { IsGap = mark == Gap, IsHeartbeat = mark == Heartbeat };
        table.BeginGroup(null);
        table.SetTopic(0, mark.Length);
        table.BeginRecord(1768464551, 0);
        table.AddField(mark.Length, 5, mark.Length + 5, 1);
        return new LogRecord(block, table);
    }

    // The rules of docs/formats.md.
    private static bool HasMark(string body, string message, string mark) => body switch
    {
        "Json" => message.Contains($"{{\"{mark}\":\"true\"", StringComparison.Ordinal),
        "KeyValue" => message.Contains($"||{mark}=true", StringComparison.Ordinal),
        "Cef" => message.Contains($" {mark}=true", StringComparison.Ordinal),
        "Leef" => message.Contains($"\t{mark}=true", StringComparison.Ordinal),
        "None" => message.Contains($" {mark}=\"true\"", StringComparison.Ordinal)
            || message.Contains($"] {mark}=true", StringComparison.Ordinal),
        "Ecs" => HasMember(message, mark),
        _ => message.Contains(mark, StringComparison.Ordinal),
    };

    private static bool HasMember(string message, string name)
    {
        Utf8JsonReader json = new(Encoding.UTF8.GetBytes(message[message.IndexOf("{\"@", StringComparison.Ordinal)..].TrimEnd('\n', '\0')));
        using JsonDocument document = JsonDocument.ParseValue(ref json);
        return document.RootElement.TryGetProperty(name, out _);
    }

    private static bool IsTruncated(string body, string message) => body == "Ecs" ? HasMember(message, "__truncated__") : message.EndsWith(
        body switch
        {
            "Json" => "\"__truncated__\":\"true\"}",
            "KeyValue" or "AlibabaSample" => "||__truncated__=true",
            "Leef" => "\t__truncated__=true",
            _ => " __truncated__=true",
        },
        StringComparison.Ordinal);
}
