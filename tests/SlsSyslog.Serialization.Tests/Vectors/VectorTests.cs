using System.Text;
using System.Text.Json;
using SlsSyslog.Serialization.Tests.Support;

namespace SlsSyslog.Serialization.Tests.Vectors;

/// <summary>The byte-exact messages of vectors.json, each made from what it says.</summary>
public class VectorTests
{
    private static readonly Dictionary<string, byte[]> Expected = JsonDocument
        .Parse(typeof(VectorTests).Assembly.GetManifestResourceStream("vectors.json")!)
        .RootElement.EnumerateArray()
        .ToDictionary(vector => vector.GetProperty("id").GetString()!, vector => vector.GetProperty("b64").GetBytesFromBase64());

    [Theory]
    [InlineData("PRI-min", "kern", "emerg", "x")]
    [InlineData("PRI-max", "local7", "debug", "x")]
    [InlineData("PRI-9", "user", "alert", "x")]
    [InlineData("ALL-NIL", "user", "info", "")]
    public void Format_Priority_EqualsTheVector(string id, string facility, string severity, string message) => AssertVector(
        id,
        new Rfc5424Options { Facility = facility, Severity = new SeverityOptions { Default = severity } },
        NoTime(),
        new LiteralBody(message));

    [Theory]
    [InlineData("TS-00", "0001-01-01T00:00:00Z", 0, 6)]
    [InlineData("TS-01", "9999-12-31T23:59:59Z", 999_999_900, 6)]
    [InlineData("TS-02", "2026-01-02T03:04:05Z", 0, 6)]
    [InlineData("TS-03", "2026-01-02T03:04:05Z", 100_000_000, 1)]
    [InlineData("TS-04", "2026-01-02T03:04:05Z", 123_456_789, 6)]
    [InlineData("TS-05", "2026-01-02T03:04:05Z", 1000, 6)]
    [InlineData("TS-06", "2026-01-02T03:04:05Z", 900, 6)]
    [InlineData("TS-11", "2024-02-29T23:59:59Z", 0, 6)]
    public void Format_Time_EqualsTheVector(string id, string time, int nanoseconds, int fractionDigits)
    {
        LogRecordBuilder builder = new LogRecordBuilder().SetTime(DateTimeOffset.Parse(time).ToUnixTimeSeconds(), nanoseconds);

        AssertVector(id, new Rfc5424Options { Hostname = "h", AppName = "a", FractionDigits = fractionDigits }, builder, new LiteralBody("x"));
    }

    [Theory]
    [InlineData("HOST-V6", "2001:db8::1", "a")]
    [InlineData("HOST-IDN", "bücher.example", "a")]
    [InlineData("HOST-REPL", "my host", "a")]
    [InlineData("APP-CTRL", "h", "a\nb")]
    public void Format_Names_EqualTheVector(string id, string host, string app) => AssertVector(
        id, new Rfc5424Options(), NoTime().SetSource(host).SetTopic(app), new LiteralBody("m"));

    [Theory]
    [InlineData("HOST-255", 'h', 255, 1, 0, 0)]
    [InlineData("HOST-255", 'h', 256, 1, 0, 0)]
    [InlineData("APP-48", 'a', 1, 48, 0, 0)]
    [InlineData("APP-48", 'a', 1, 49, 0, 0)]
    [InlineData("PROC-128", 'p', 1, 1, 128, 0)]
    [InlineData("PROC-128", 'p', 1, 1, 129, 0)]
    [InlineData("MSGID-32", 'i', 1, 1, 0, 32)]
    [InlineData("MSGID-32", 'i', 1, 1, 0, 33)]
    public void Format_LongNames_AreCutToTheVector(string id, char letter, int host, int app, int proc, int msg)
    {
        Rfc5424Options options = new()
        {
            Hostname = new string('h', host),
            AppName = new string('a', app),
            ProcId = new string('p', proc),
            MsgId = new string('i', msg),
        };

        Assert.Contains((byte)letter, Expected[id]);
        AssertVector(id, options, NoTime(), new LiteralBody("m"));
    }

    [Fact]
    public void Format_MessageWithNul_EqualsTheVector() => AssertMessage("MSG-NUL", new LiteralBody("a\0b"));

    [Fact]
    public void Format_MessageWithLineBreaks_EqualsTheVector() => AssertMessage("MSG-NL", new LiteralBody("a\nb\r\nc"));

    [Fact]
    public void Format_MessageInUtf8_EqualsTheVector() => AssertMessage("MSG-UTF8", new DataBody("日志 😀"));

    [Fact]
    public void Format_InvalidUtf8_EqualsTheVector() => AssertMessage("MSG-SURR", new DataBody([(byte)'a', 0xED, (byte)'b']));

    [Fact]
    public void Format_OverTheLimit_EqualsTheVector()
    {
        Rfc5424Formatter formatter = new(new Rfc5424Options { Hostname = "h", AppName = "a" }, new DataBody(new string('x', 461) + "日"));

        Assert.Equal(Expected["TRUNC-480"], Frames.Format(formatter, NoTime().Record, 480, out FrameOutcome outcome));
        Assert.Equal(FrameOutcome.Truncated | FrameOutcome.Repaired, outcome);
    }

    [Theory]
    [InlineData("F-OCT", SyslogFraming.OctetCounting, 1)]
    [InlineData("F-OCT2", SyslogFraming.OctetCounting, 2)]
    [InlineData("F-LF", SyslogFraming.LineFeed, 2)]
    public void Append_NilMessages_EqualTheVector(string id, SyslogFraming framing, int count)
    {
        using FrameBuffer frames = new(framing);
        for (int i = 0; i < count; i++)
        {
            frames.Append(new Rfc5424Formatter(new Rfc5424Options(), new LiteralBody("")), NoTime().Record);
        }

        Assert.Equal(Expected[id], frames.Memory.ToArray());
    }

    [Fact]
    public void Append_MultiByteMessage_CountsBytes()
    {
        using FrameBuffer frames = new();

        frames.Append(new Rfc5424Formatter(new Rfc5424Options { Hostname = "h", AppName = "a" }, new DataBody("日")), NoTime().Record);

        Assert.Equal(Expected["F-OCT-UTF8"], frames.Memory.ToArray());
    }

    // A time that RFC 5424 cannot tell is written as the nil that most vectors have.
    private static LogRecordBuilder NoTime() => new LogRecordBuilder().SetTime(long.MaxValue);

    private static void AssertMessage(string id, IMessageFormatter body) =>
        AssertVector(id, new Rfc5424Options { Hostname = "h", AppName = "a" }, NoTime(), body);

    private static void AssertVector(string id, Rfc5424Options options, LogRecordBuilder builder, IMessageFormatter body) => Assert.Equal(
        Encoding.UTF8.GetString(Expected[id]),
        Frames.Format(new Rfc5424Formatter(options, body), builder));
}
