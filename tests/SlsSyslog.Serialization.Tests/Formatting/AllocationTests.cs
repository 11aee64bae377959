using SlsSyslog.Serialization.Tests.Support;

namespace SlsSyslog.Serialization.Tests.Formatting;

public class AllocationTests
{
    [Fact]
    public void Append_Rfc5424WithKeyValue_AllocatesNothing() => AssertNone(new Rfc5424Formatter(new Rfc5424Options(), new KeyValueFormatter()));

    [Fact]
    public void Append_HeaderFromFields_AllocatesNothing() => AssertNone(new Rfc5424Formatter(
        new Rfc5424Options
        {
            Facility = "{facility|local4}",
            Severity = new SeverityOptions { Field = "level", Map = { ["deny"] = "warning" } },
            Hostname = "{host|{{none}}}",
            MsgId = "{event}",
        },
        new KeyValueFormatter()));

    private static void AssertNone(IMessageFormatter formatter)
    {
        LogRecordBuilder[] records =
        [
            new LogRecordBuilder().SetTopic("access").SetSource("10.0.0.7").AddTag("__hostname__", "web-1").SetTime(1768464551, 5)
                .AddField("level", "ERROR").AddField("facility", "local2").AddField("msg", "a|b\nc").AddField("host", "web-2"),
            new LogRecordBuilder().SetTopic(new string('t', 100)).SetTime(1768464551)
                .AddField("level", "deny").AddField("utf8", "中文 and 😀").AddField("broken"u8, [0xFF, 0x41, 0xC3])
                .AddField("long", new string('x', 20_000)),
        ];
        using FrameBuffer frames = new();
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
