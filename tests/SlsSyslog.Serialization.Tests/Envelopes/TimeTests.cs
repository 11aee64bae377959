using System.Text;
using SlsSyslog.Serialization.Tests.Support;

namespace SlsSyslog.Serialization.Tests.Envelopes;

public class TimeTests
{
    [Theory]
    [InlineData("iso8601", "2026-01-15T16:09:11.5+08:00", "2026-01-15T08:09:11.500000Z")]
    [InlineData("iso8601", "2026-01-15 08:09:11", "2026-01-15T08:09:11Z")]
    [InlineData("unix", "1768464551", "2026-01-15T08:09:11Z")]
    [InlineData("unix", "1768464551.25", "2026-01-15T08:09:11.250000Z")]
    [InlineData("unixms", "1768464551123", "2026-01-15T08:09:11.123000Z")]
    [InlineData("dd/MMM/yyyy:HH:mm:ss zzz", "15/Jan/2026:16:09:11 +08:00", "2026-01-15T08:09:11Z")]
    public void Format_TimeField_IsWritten(string format, string value, string expected)
    {
        Rfc5424Formatter formatter = new(new MessageOptions { TimeField = "when", TimeFormat = format });

        byte[] text = Frames.Format(formatter, new LogRecordBuilder().AddField("when", value).Record, 480, out FrameOutcome outcome);

        Assert.Equal($"<14>1 {expected} - - - - -", Encoding.UTF8.GetString(text));
        Assert.Equal(FrameOutcome.None, outcome);
    }

    [Theory]
    [InlineData("iso8601", "yesterday")]
    [InlineData("iso8601", "")]
    [InlineData("unix", "1e300")]
    [InlineData("unix", "99999999999999999")]
    [InlineData("unixms", "-9999999999999999999999999")]
    [InlineData("iso8601", "10:30")]
    [InlineData("iso8601", "5.11")]
    [InlineData("iso8601", "Jan 5")]
    [InlineData("iso8601", "01/02/2026")]
    [InlineData("yyyyMMdd", "a text that is longer than any time that anybody would ever write down in a log")]
    public void Format_InvalidTimeField_WritesTheTimeOfSlsAndCountsIt(string format, string value)
    {
        Rfc5424Formatter formatter = new(new MessageOptions { TimeField = "when", TimeFormat = format });

        byte[] text = Frames.Format(formatter, new LogRecordBuilder().SetTime(5).AddField("when", value).Record, 480, out FrameOutcome outcome);

        Assert.Equal("<14>1 1970-01-01T00:00:05Z - - - - -", Encoding.UTF8.GetString(text));
        Assert.Equal(FrameOutcome.Sanitized, outcome);
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    [InlineData(253_402_300_800)]
    [InlineData(-62_135_596_801)]
    public void Format_TimeOutOfRange_WritesNil(long seconds)
    {
        byte[] text = Frames.Format(new Rfc5424Formatter(new MessageOptions()), new LogRecordBuilder().SetTime(seconds).Record, 480, out FrameOutcome outcome);

        Assert.Equal("<14>1 - - - - - -", Encoding.UTF8.GetString(text));
        Assert.Equal(FrameOutcome.Sanitized, outcome);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HH:mm:ss")]
    [InlineData("MMM dd HH:mm:ss")]
    [InlineData("%")]
    [InlineData("ISO8601")]
    public void Validate_FormatWithoutDate_ReportsTheFormat(string format) =>
        Assert.Equal("TimeFormat", Assert.Single(new MessageOptions { TimeField = "when", TimeFormat = format }.Validate()).Path);

    [Theory]
    [InlineData("", "TimeZone")]
    [InlineData("+25:00", "TimeZone")]
    [InlineData("Mars/Olympus", "TimeZone")]
    public void Validate_UnknownZone_ReportsTheZone(string zone, string option) =>
        Assert.Equal(option, Assert.Single(new MessageOptions { TimeZone = zone }.Validate()).Path);
}
