using SlsSyslog.Serialization.Tests.Support;

namespace SlsSyslog.Serialization.Tests.Text;

public class TextMessageFormatterTests
{
    [Fact]
    public void Format_Strings_AreWrittenAsData() => Assert.Equal(
        "<14>1 1970-01-01T00:00:05.000123Z s t - - - 00:00:05.0001234 t s [h=web] [a=1;b=x\\ny;a=2] 2 中😀\uFFFDend",
        Frames.Format(
            new Rfc5424Formatter(new MessageOptions(), new Everything()),
            new LogRecordBuilder().SetTime(5, 123_400).SetTopic("t").SetSource("s").AddTag("h", "web").AddField("a", "1").AddField("b", "x\ny").AddField("a", "2")));

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public void Format_TimeOutOfRange_IsLimited(long seconds) =>
        Assert.NotEmpty(Frames.Format(new Everything(), new LogRecordBuilder().SetTime(seconds, 999_999_999)));

    private sealed class Everything : TextMessageFormatter
    {
        public override string Format(TextRecord record) =>
            $"{record.Time:HH:mm:ss.fffffff} {record.Topic} {record.Source} [{Join(record.Tags)}] [{Join(record.Fields)}] {record["a"]}{record["none"]}"
                + " 中😀\uD800end";

        private static string Join(IEnumerable<KeyValuePair<string, string>> pairs) => string.Join(';', pairs.Select(pair => $"{pair.Key}={pair.Value}"));
    }
}
