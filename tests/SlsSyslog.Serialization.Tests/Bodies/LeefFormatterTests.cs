using System.Text;
using SlsSyslog.Serialization.Tests.Reference;
using SlsSyslog.Serialization.Tests.Support;

namespace SlsSyslog.Serialization.Tests.Bodies;

public class LeefFormatterTests
{
    [Fact]
    public void Format_HeaderAndLeadingPairs_PrecedeTheFields()
    {
        LeefFormatter formatter = new(
            new LeefOptions { FormatVersion = "2.0", Delimiter = "^", EventId = "{event}", Attributes = { ["cat"] = "{kind|none}" } },
            new MessageOptions
            {
                Severity = { Field = "level" },
                Fields = { Exclude = ["__*", "level", "event"], Rename = { ["ip"] = "src" } },
            });
        LogRecordBuilder builder = new LogRecordBuilder().SetTime(1768464551, 123_456_789)
            .AddField("event", "log|in").AddField("level", "crit").AddField("ip", "10.0.0.1").AddField("path", @"C:\Users\new^x=y");

        Assert.Equal(
            @"LEEF:2.0|Alibaba Cloud|SLS|1.0|log\u007Cin|^|sev=8^devTime=1768464551123^cat=none^src=10.0.0.1^path=C:\Users\\new\u005Ex=y",
            Frames.Format(formatter, builder));
    }

    [Fact]
    public void Format_NoPairs_EndsWithTheHeader()
    {
        LeefFormatter formatter = new(new LeefOptions { SeverityKey = "", TimeKey = "" }, new MessageOptions { Fields = { Exclude = ["*"] } });

        Assert.Equal("LEEF:1.0|Alibaba Cloud|SLS|1.0|log|", Frames.Format(formatter, new LogRecordBuilder()));
    }

    [Theory]
    [InlineData("3.0", "\t", "FormatVersion")]
    [InlineData("1.0", "^", "Delimiter")]
    [InlineData("2.0", "=", "Delimiter")]
    [InlineData("2.0", "|", "Delimiter")]
    [InlineData("2.0", "\\", "Delimiter")]
    [InlineData("2.0", "n", "Delimiter")]
    [InlineData("2.0", "^^", "Delimiter")]
    [InlineData("2.0", "", "Delimiter")]
    public void Constructor_InvalidOption_ReportsIt(string format, string delimiter, string option)
    {
        LeefOptions options = new() { FormatVersion = format, Delimiter = delimiter };

        Assert.Contains(option, Assert.Throws<ArgumentException>(() => new LeefFormatter(options)).Message, StringComparison.Ordinal);
        Assert.Equal(option, Assert.Single(options.Validate()).Path);
    }

    [Theory]
    [InlineData("1.0", '\t', "")]
    [InlineData("2.0", '\t', "|x09")]
    [InlineData("2.0", '^', "|^")]
    public void Format_ArbitraryRecords_EqualReferenceAndParseBack(string format, char delimiter, string spelled)
    {
        LeefFormatter formatter = new(new LeefOptions { FormatVersion = format, Delimiter = $"{delimiter}", SeverityKey = "", TimeKey = "" });
        foreach ((int seed, RecordModel model) in RecordCorpus.And(300))
        {
            model.Topic = "kind"u8.ToArray();
            int limit = seed % 3 == 0 ? 480 : seed % 3 == 1 ? 1000 + (seed % 100) : 1_000_000;
            ReferenceText expected = WriteReference(model, $"LEEF:{format}|Alibaba Cloud|SLS|1.0|kind{spelled}", delimiter, limit);

            byte[] actual = Frames.Format(formatter, model.ToRecord(slack: seed % 70), limit, out FrameOutcome outcome);

            expected.AssertEqual(actual, outcome, seed);
            string attributes = Encoding.UTF8.GetString(actual)[$"LEEF:{format}|Alibaba Cloud|SLS|1.0|kind{spelled}|".Length..];
            AssertParsesBack(model, attributes.Split(delimiter), expected.IsTruncated, seed);
        }
    }

    // A tab counts four bytes. The limit becomes the length of what fits, until everything fits.
    private static ReferenceText WriteReference(RecordModel model, string header, char delimiter, int maxBytes)
    {
        for (int limit = maxBytes; ;)
        {
            ReferenceText text = new(limit);
            text.Add(header);
            PairFormats.WriteLeef(model, text, delimiter);
            int stored = 0;
            byte[] fitting = [.. text.ToArray().TakeWhile(value => (stored += value < ' ' ? 4 : 1) <= maxBytes)];
            if (fitting.Length == text.Length)
            {
                return text;
            }

            limit = fitting.Length;
        }
    }

    // A LEEF parser splits at the delimiter, then at the first equals sign.
    private static void AssertParsesBack(RecordModel model, string[] pairs, bool isTruncated, int seed)
    {
        KeyValuePair<byte[], byte[]>[] expected = [.. model.Pairs()];
        Assert.True(isTruncated ? pairs.Length <= expected.Length : pairs.Length == expected.Length, $"seed {seed}: {pairs.Length} pairs");
        ReferenceNames.AssertDistinct(
            expected.Select(pair => Encoding.UTF8.GetString(pair.Key)),
            [.. pairs.Select(pair => Escapes.Undo(pair[..pair.IndexOf('=')], keepsUnknown: true))],
            seed);
        for (int i = 0; i < pairs.Length; i++)
        {
            int sign = pairs[i].IndexOf('=');
            string value = Escapes.Undo(pairs[i][(sign + 1)..], keepsUnknown: true);
            string whole = Encoding.UTF8.GetString(expected[i].Value);
            Assert.True(isTruncated && i == pairs.Length - 1 ? whole.StartsWith(value, StringComparison.Ordinal) : whole == value, $"seed {seed}: value {i}");
        }
    }
}
