using System.Text;
using SlsSyslog.Serialization.Tests.Reference;
using SlsSyslog.Serialization.Tests.Support;

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
            Frames.Format(new KeyValueFormatter(), builder));
    }

    [Fact]
    public void Format_SpecialBytesInData_AreEscaped()
    {
        LogRecordBuilder builder = new LogRecordBuilder()
            .SetTime(1768464551, 123456789)
            .AddField("a=b|c\\d", "a=b||c\\d")
            .AddField("dup", "1")
            .AddField("dup", "2")
            .AddField("empty", "")
            .AddField("nl", "a\nb\rc\td\0e\u007f");

        Assert.Equal(
            @"||__topic__=||__source__=||__time_ns_part__=123456789||a\=b\|c\\d=a=b\|\|c\\d||dup=1||dup_2=2||empty=||nl=a\nb\rc\td\u0000e\u007F",
            Frames.Format(new KeyValueFormatter(), builder));
    }

    [Theory]
    [InlineData("||", "=")]
    [InlineData(" ", "=")]
    [InlineData(", ", ": ")]
    [InlineData("#|-=#", "=>")]
    public void Format_ArbitraryRecords_EqualReferenceAndParseBack(string separator, string delimiter)
    {
        KeyValueFormatter formatter = new(new KeyValueOptions { Separator = separator, KeyValueDelimiter = delimiter });
        foreach ((int seed, RecordModel model) in RecordCorpus.And(500))
        {
            int limit = seed % 3 == 0 ? 480 : seed % 3 == 1 ? 1000 + (seed % 100) : 1_000_000;
            ReferenceText expected = new(limit);
            ReferenceKeyValue.Write(model, expected, separator, delimiter);

            byte[] actual = Frames.Format(formatter, model.ToRecord(slack: seed % 40), limit, out FrameOutcome outcome);

            expected.AssertEqual(actual, outcome, seed);
            AssertParsesBack(model, KeyValueParser.Parse(Encoding.UTF8.GetString(actual), separator, delimiter), expected.IsTruncated, seed);
        }
    }

    [Theory]
    [InlineData("", "=")]
    [InlineData("\n", "=")]
    [InlineData("n", "=")]
    [InlineData("\\", "=")]
    [InlineData("¦", "=")]
    [InlineData("||", "")]
    [InlineData("==", "=")]
    [InlineData("||", "|")]
    [InlineData("-----------------", "=")]
    public void Constructor_InvalidDelimiter_ReportsTheOptionAndItsFix(string separator, string delimiter)
    {
        KeyValueOptions options = new() { Separator = separator, KeyValueDelimiter = delimiter };

        ArgumentException exception = Assert.Throws<ArgumentException>(() => new KeyValueFormatter(options));

        OptionError error = Assert.Single(options.Validate());
        Assert.Contains(error.Path, exception.Message, StringComparison.Ordinal);
        Assert.StartsWith("Specify ", error.Fix, StringComparison.Ordinal);
    }

    private static void AssertParsesBack(RecordModel model, List<(string Key, string Value)> pairs, bool isTruncated, int seed)
    {
        ReferenceNames.AssertDistinct(model.Pairs().Select(pair => Encoding.UTF8.GetString(pair.Key)), [.. pairs.Select(pair => pair.Key)], seed);
        (string Key, string Value)[] expected =
            [.. model.Pairs().Select(pair => (Encoding.UTF8.GetString(pair.Key), Encoding.UTF8.GetString(pair.Value)))];
        Assert.True(isTruncated ? pairs.Count <= expected.Length : pairs.Count == expected.Length, $"seed {seed}: {pairs.Count} pairs");
        for (int i = 0; i < pairs.Count; i++)
        {
            bool mayBeCut = isTruncated && i == pairs.Count - 1;
            Assert.True(
                mayBeCut ? expected[i].Value.StartsWith(pairs[i].Value, StringComparison.Ordinal) : expected[i].Value == pairs[i].Value,
                $"seed {seed}: value {i}");
        }
    }

    private static LogRecordBuilder SampleGroup() => new LogRecordBuilder()
        .SetTopic("access")
        .SetSource("10.0.0.7")
        .AddTag("__hostname__", "web-1")
        .AddTag("__receive_time__", "1768464551");
}
