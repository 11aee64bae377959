using System.Text;

namespace SlsSyslog.Serialization.Tests.Bodies;

public class KeyValueFormatterTests
{
    [Fact]
    public void Format_OfficialSampleLog_EqualsTheSample()
    {
        LogRecordBuilder builder = SampleGroup()
            .SetTime(1768464550)
            .AddField("method", "GET")
            .AddField("status", "200")
            .AddField("msg", "héllo = a");

        Assert.Equal(
            "||__topic__=access||__source__=10.0.0.7||__tag__:__hostname__=web-1||__tag__:__receive_time__=1768464551"
                + "||method=GET||status=200||msg=héllo = a",
            Write(new KeyValueFormatter(), builder));
    }

    [Fact]
    public void Format_BytesOfTheGrammarInData_AreEscaped()
    {
        LogRecordBuilder builder = new LogRecordBuilder()
            .SetTime(1768464551, 123456789)
            .AddField("a=b|c\\d", "a=b||c\\d")
            .AddField("dup", "1")
            .AddField("dup", "2")
            .AddField("empty", "")
            .AddField("nl", "a\nb\rc\td\0e\u007f");

        Assert.Equal(
            @"||__topic__=||__source__=||__time_ns_part__=123456789||a\=b\|c\\d=a=b\|\|c\\d||dup=1||dup=2||empty=||nl=a\nb\rc\td\u0000e\u007F",
            Write(new KeyValueFormatter(), builder));
    }

    private static LogRecordBuilder SampleGroup() => new LogRecordBuilder()
        .SetTopic("access")
        .SetSource("10.0.0.7")
        .AddTag("__hostname__", "web-1")
        .AddTag("__receive_time__", "1768464551");

    private static string Write(IMessageFormatter formatter, LogRecordBuilder builder)
    {
        using FrameBuffer frames = new(SyslogFraming.Datagram);
        frames.Append(formatter, builder.Record);
        return Encoding.UTF8.GetString(frames.Memory.Span);
    }
}
