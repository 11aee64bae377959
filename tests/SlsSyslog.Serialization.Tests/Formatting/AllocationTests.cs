using SlsSyslog.Serialization.Tests.Support;

namespace SlsSyslog.Serialization.Tests.Formatting;

public class AllocationTests
{
    public static TheoryData<string> Presets => [.. SyslogPresets.Names];

    public static IEnumerable<object[]> Combinations =>
        from envelope in Enum.GetValues<SyslogEnvelope>()
        from body in BodyFormats.BuiltIn.Select(format => format.Name)
        where envelope == SyslogEnvelope.Rfc5424 || body != "None"
        select new object[] { envelope, body };

    [Theory]
    [MemberData(nameof(Presets))]
    public void Append_Preset_AllocatesNothing(string name) => AssertNone(Messages.FromPreset(name));

    [Theory]
    [MemberData(nameof(Combinations))]
    public void Append_EnvelopeAndBody_AllocatesNothing(SyslogEnvelope envelope, string body) => AssertNone(new()
    {
        Envelope = envelope,
        Body = Messages.CreateBody(body),
    });

    [Fact]
    public void Append_EverythingFromFields_AllocatesNothing() => AssertNone(new()
    {
        Body = new JsonOptions { WriteNumbersUnquoted = true },
        MarkTruncation = true,
        Facility = "{facility|local4}",
        Severity = { Field = "level", Map = { ["deny"] = "warning" } },
        Hostname = "{host|{{none}}}",
        TimeField = "time",
        TimeZone = "Asia/Shanghai",
        EscapeBidi = true,
        Fields = { Rename = { ["msg"] = "message" }, Mask = { ["card"] = "keep-last-4" } },
        Rfc5424 =
        {
            MsgId = "{event}",
            RecordId = "rec@32473",
            StructuredData = { new() { Id = "a@32473", Fields = { Exclude = ["long"] } } },
        },
    });

    private static void AssertNone(MessageOptions options)
    {
        LogRecordBuilder[] records =
        [
            new LogRecordBuilder().SetTopic("access").SetSource("10.0.0.7").AddTag("__hostname__", "web-1").SetTime(1768464551, 5)
                .AddField("level", "ERROR").AddField("facility", "local2").AddField("msg", "a|b\nc").AddField("host", "web-2")
                .AddField("time", "2026-01-15T16:09:11.5+08:00").AddField("card", "1234567890").AddField("n", "12.5"),
            new LogRecordBuilder().SetTopic(new string('t', 100)).SetTime(1768464551)
                .AddField("level", "deny").AddField("utf8", "中文 and 😀 \u202E").AddField("broken"u8, [0xFF, 0x41, 0xC3])
                .AddField("level", "again").AddField("__topic__", "too").AddField(new string('k', 100), "long key")
                .AddField("long", new string('x', 20_000)),
        ];
        IMessageFormatter formatter = options.CreateFormatter();
        using FrameBuffer frames = Messages.CreateFrameBuffer(options);
        AllocationGate.AssertNone(() =>
        {
            foreach (LogRecordBuilder builder in records)
            {
                frames.Append(formatter, builder.Record);
            }

            frames.Clear();
        });
    }
}
