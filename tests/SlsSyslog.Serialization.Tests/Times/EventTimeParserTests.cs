using System.Globalization;
using System.Text;
using SlsSyslog.Serialization.Tests.Support;

namespace SlsSyslog.Serialization.Tests.Times;

public class EventTimeParserTests
{
    [Theory]
    [InlineData("2026-01-31T08:00:00Z", "2026-01-31T08:00:00Z")]
    [InlineData("  2026-01-31T08:00:00Z \r\n", "2026-01-31T08:00:00Z")]
    [InlineData("2026-01-31T08:00:00.123456789+08:00", "2026-01-31T00:00:00.1234567Z")]
    [InlineData("2026-01-31 08:00:00,5 +0800", "2026-01-31T00:00:00.5Z")]
    [InlineData("2026-01-31 08:00:00 +0800 CST", "2026-01-31T00:00:00Z")]
    [InlineData("2026-01-31T08:00:00+08:00[Asia/Shanghai]", "2026-01-31T00:00:00Z")]
    [InlineData("2026-01-31 08:00:00 UTC", "2026-01-31T08:00:00Z")]
    [InlineData("20260131T080000Z", "2026-01-31T08:00:00Z")]
    [InlineData("20260131T080000.25+0800", "2026-01-31T00:00:00.25Z")]
    [InlineData("20260131080000", "2026-01-31T08:00:00Z")]
    [InlineData("20260131", "2026-01-31T00:00:00Z")]
    [InlineData("2026/01/31 08:00:00", "2026-01-31T08:00:00Z")]
    [InlineData("2026/1/3 8:00:00", "2026-01-03T08:00:00Z")]
    [InlineData("2026-01-31", "2026-01-31T00:00:00Z")]
    [InlineData("2026-01-31T08:30", "2026-01-31T08:30:00Z")]
    [InlineData("2026-01-31 08:30:00 PM", "2026-01-31T20:30:00Z")]
    [InlineData("31/Jan/2026:08:00:00 +0800", "2026-01-31T00:00:00Z")]
    [InlineData("[31/Jan/2026:08:00:00 -0130]", "2026-01-31T09:30:00Z")]
    [InlineData("27/Feb/2018:13:58:45", "2018-02-27T13:58:45Z")]
    [InlineData("2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z")]
    [InlineData("2026-01-31T24:00:00Z", "2026-02-01T00:00:00Z")]
    [InlineData("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z")]
    [InlineData("2024-02-29T23:59:59Z", "2024-02-29T23:59:59Z")]
    [InlineData("1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z")]
    public void TryParse_Text_ReadsTheTime(string text, string expected) => Assert.Equal(Time(expected), Parse("iso8601", "UTC", text));

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("-")]
    [InlineData("2026")]
    [InlineData("2026-02-30T00:00:00Z")]
    [InlineData("20x6-01-15T08:09:11Z")]
    [InlineData("x026-01-15T08:09:11Z")]
    [InlineData("2026-0x-15T08:09:11Z")]
    [InlineData("2026-01-15T08:09:1xZ")]
    [InlineData("2026-01-15T-8:09:11Z")]
    [InlineData("0000-01-15T08:09:11Z")]
    [InlineData("2026-13-01")]
    [InlineData("0000-01-01")]
    [InlineData("2026-01-31T25:00:00Z")]
    [InlineData("2026-01-31T24:00:01Z")]
    [InlineData("2026-01-31T08:60:00Z")]
    [InlineData("2026-01-31T08:00:61Z")]
    [InlineData("2026-01-31T08:00:00.Z")]
    [InlineData("2026-01-31T08:00:00Zjunk")]
    [InlineData("2026-01-31T08:00:00+99:00")]
    [InlineData("2026-01-31T08:00:00+8")]
    [InlineData("2026-01-31 08:00:00 CST")]
    [InlineData("2026-01-31junk")]
    [InlineData("31/Foo/2026:08:00:00 +0800")]
    [InlineData("1768464551")]
    [InlineData("2026-01-31T08:00:00.999999999999999999999999999999999999999999999999999999999999999999999999Z")]
    public void TryParse_NotATime_ReturnsFalse(string text) => Assert.Null(Parse("iso8601", "UTC", text));

    [Theory]
    [InlineData("iso8601", "Asia/Shanghai", "2026-01-31 08:00:00", "2026-01-31T00:00:00Z")]
    [InlineData("iso8601", "+08:00", "2026-01-31 08:00:00", "2026-01-31T00:00:00Z")]
    [InlineData("iso8601", "+08:00", "2026-01-31 08:00:00Z", "2026-01-31T08:00:00Z")]
    [InlineData("iso8601", "Europe/Berlin", "2026-07-01 08:00:00", "2026-07-01T06:00:00Z")]
    [InlineData("iso8601", "Europe/Berlin", "2026-01-01 08:00:00", "2026-01-01T07:00:00Z")]
    [InlineData("yyyy-MM-dd HH:mm:ss", "Asia/Shanghai", "2026-01-31 08:00:00", "2026-01-31T00:00:00Z")]
    [InlineData("yyyy-MM-dd HH:mm:ss", "Asia/Shanghai", "2016-12-31 23:59:60", "2016-12-31T16:00:00Z")]
    [InlineData("yyyy-MM-dd HH:mm:ss zzz", "Asia/Shanghai", "2026-01-31 08:00:00 +00:00", "2026-01-31T08:00:00Z")]
    [InlineData("dd/MMM/yyyy:HH:mm:ss", "+08:00", " 27/Feb/2018:13:58:45 ", "2018-02-27T05:58:45Z")]
    [InlineData("unix", "+08:00", " 1768464551 ", "2026-01-15T08:09:11Z")]
    [InlineData("unixms", "UTC", "1768464551123", "2026-01-15T08:09:11.123Z")]
    [InlineData("unixus", "UTC", "1768464551123456", "2026-01-15T08:09:11.123456Z")]
    [InlineData("unixns", "UTC", "1768464551123456700", "2026-01-15T08:09:11.1234567Z")]
    [InlineData("unixauto", "UTC", "1768464551", "2026-01-15T08:09:11Z")]
    [InlineData("unixauto", "UTC", "1768464551.5", "2026-01-15T08:09:11.5Z")]
    [InlineData("unixauto", "UTC", "1768464551123", "2026-01-15T08:09:11.123Z")]
    [InlineData("unixauto", "UTC", "1768464551123456", "2026-01-15T08:09:11.123456Z")]
    [InlineData("unixauto", "UTC", "1768464551123456700", "2026-01-15T08:09:11.1234567Z")]
    [InlineData("unix", "UTC", "-1.5", "1969-12-31T23:59:58.5Z")]
    public void TryParse_FormatAndZone_ReadsTheTime(string format, string zone, string text, string expected) =>
        Assert.Equal(Time(expected), Parse(format, zone, text));

    [Fact]
    public void TryParse_AllTimesOfRoundTrip_AreExact()
    {
        Random random = new(5);
        EventTimeParser parser = EventTimeParser.Create("iso8601");
        for (int i = 0; i < 5000; i++)
        {
            DateTimeOffset time = new(random.NextInt64(DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay) + (TimeSpan.TicksPerDay / 2), TimeSpan.Zero);
            string text = time.ToString("yyyy-MM-ddTHH:mm:ss.fffffffzzz", CultureInfo.InvariantCulture);

            Assert.True(parser.TryParse(Encoding.UTF8.GetBytes(text), out long seconds, out int nanoseconds));
            Assert.Equal((time.ToUnixTimeSeconds(), time.Nanosecond + (time.Microsecond * 1000) + (time.Millisecond * 1_000_000)), (seconds, nanoseconds));
        }
    }

    [Fact]
    public void TryParse_AnyBytes_NeverThrows()
    {
        Random random = new(3);
        byte[] sample = "2026-01-31T08:00:00.123+08:00 [] /JanZ"u8.ToArray();
        EventTimeParser[] parsers =
            [.. ((string[])["iso8601", "unix", "unixauto", "yyyy-MM-dd HH:mm:ss"]).Select(format => EventTimeParser.Create(format, "Asia/Shanghai"))];
        byte[] bytes = new byte[40];
        for (int i = 0; i < 20_000; i++)
        {
            int length = random.Next(bytes.Length);
            sample.CopyTo(bytes, 0);
            for (int change = random.Next(4); change >= 0; change--)
            {
                bytes[random.Next(bytes.Length)] = random.Next(3) == 0 ? (byte)random.Next(256) : sample[random.Next(sample.Length)];
            }

            foreach (EventTimeParser parser in parsers)
            {
                if (parser.TryParse(bytes.AsSpan(0, length), out long seconds, out int nanoseconds))
                {
                    Assert.InRange(nanoseconds, 0, 999_999_999);
                    Assert.InRange(seconds, -62_135_700_000, 253_402_400_000);
                }
            }
        }
    }

    [Theory]
    [InlineData("iso8601", "2026-01-31 08:00:00")]
    [InlineData("iso8601", "31/Jan/2026:08:00:00 +0800")]
    [InlineData("unixauto", "1768464551123")]
    [InlineData("yyyy-MM-dd HH:mm:ss", "2026-01-31 08:00:00")]
    public void TryParse_Warm_DoesNotAllocate(string format, string text)
    {
        EventTimeParser parser = EventTimeParser.Create(format, "Asia/Shanghai");
        byte[] bytes = Encoding.UTF8.GetBytes(text);

        AllocationGate.AssertNone(() => Assert.True(parser.TryParse(bytes, out _, out _)));
    }

    [Fact]
    public void Apply_UnreadableTime_IsCounted()
    {
        MessageOptions message = new() { TimeField = "when" };
        RecordTransform transform = message.CreateTransform()!;
        RecordTransformCounts counts = default;

        transform.Apply(new LogRecordBuilder().AddField("when", "2026-01-31T08:00:00Z").Record, ref counts);
        transform.Apply(new LogRecordBuilder().AddField("when", "soon").Record, ref counts);
        transform.Apply(new LogRecordBuilder().Record, ref counts);

        Assert.Equal(new RecordTransformCounts { UnreadableTimes = 2 }, counts);
    }

    [Fact]
    public void Apply_UnreadableTimeOfAProfile_IsCounted()
    {
        MessageOptions message = new() { Profiles = ["auto"], Body = new CefOptions() };
        RecordTransform transform = message.CreateTransform()!;
        RecordTransformCounts counts = default;

        foreach (string time in (string[])["2026-01-31T08:00:00Z", "soon", "-", ""])
        {
            transform.Apply(new LogRecordBuilder().SetTopic("waf_access_log").AddField("time", time).Record, ref counts);
        }

        Assert.Equal(new RecordTransformCounts { UnreadableTimes = 1 }, counts);
    }

    [Fact]
    public void Format_TimeVariables_WriteTheTimeOfTheRecord()
    {
        MessageOptions message = new()
        {
            Envelope = SyslogEnvelope.None,
            Body = new JsonOptions { Members = { ["time"] = "{__time__}", ["@timestamp"] = "{__time_iso__}", ["t"] = "at {__time__}", ["none"] = "{x}" } },
        };
        LogRecordBuilder builder = new LogRecordBuilder().SetTime(1768464551, 120_000_000).AddField("time", "forged").AddField("@timestamp", "forged");

        Assert.Equal(
            """
            {"time":1768464551,"@timestamp":"2026-01-15T08:09:11.12Z","t":"at 1768464551","__topic__":"","__source__":"",
            """
            + """
            "__time_ns_part__":"120000000","time_":"forged","@timestamp_":"forged"}
            """,
            Frames.Format(message.CreateFormatter(), builder));

        message.Body = new TemplateBodyOptions { Text = "{__time__} {__time_iso__}" };
        Assert.Equal("5 1970-01-01T00:00:05Z", Frames.Format(message.CreateFormatter(), new LogRecordBuilder().SetTime(5)));
        Assert.Equal("-9223372036854775808 ", Frames.Format(message.CreateFormatter(), new LogRecordBuilder().SetTime(long.MinValue)));
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static DateTimeOffset? Parse(string format, string zone, string text) =>
        EventTimeParser.Create(format, zone).TryParse(Encoding.UTF8.GetBytes(text), out long seconds, out int nanoseconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds).AddTicks(nanoseconds / 100)
            : null;
}
