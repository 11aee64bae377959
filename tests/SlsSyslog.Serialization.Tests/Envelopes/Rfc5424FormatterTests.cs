using System.Text;

namespace SlsSyslog.Serialization.Tests.Envelopes;

public class Rfc5424FormatterTests
{
    [Fact]
    public void Format_Defaults_TakeHostAndAppFromTheGroup()
    {
        LogRecordBuilder builder = new LogRecordBuilder()
            .SetTopic("audit log")
            .SetSource("10.0.0.7")
            .SetTime(1768464551, 123456789)
            .AddField("a", "b");
        using FrameBuffer frames = new();

        FrameOutcome outcome = frames.Append(new Rfc5424Formatter(new Rfc5424Options(), new KeyValueFormatter()), builder.Record);

        Assert.Equal(
            "134 <14>1 2026-01-15T08:09:11.123456Z 10.0.0.7 audit_log - - - ||__topic__=audit log||__source__=10.0.0.7||__time_ns_part__=123456789||a=b",
            Encoding.UTF8.GetString(frames.Memory.Span));
        Assert.Equal(FrameOutcome.Repaired, outcome);
    }
}
