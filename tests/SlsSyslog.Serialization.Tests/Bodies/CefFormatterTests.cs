using System.Text;
using System.Text.RegularExpressions;
using SlsSyslog.Serialization.Tests.Reference;
using SlsSyslog.Serialization.Tests.Support;

namespace SlsSyslog.Serialization.Tests.Bodies;

public partial class CefFormatterTests
{
    [Fact]
    public void Format_HeaderAndLeadingPairs_PrecedeTheFields()
    {
        CefFormatter formatter = new(
            new CefOptions
            {
                EventClassId = "{event}",
                Name = "{event} by {user|nobody}",
                Extension = { ["cs1Label"] = "rule=1", ["cs1"] = "{rule}", ["dvchost"] = "{__tag__:host}" },
            },
            new MessageOptions
            {
                Severity = { Field = "level" },
                Fields = { Exclude = ["__*", "level", "rule", "event"], Rename = { ["ip"] = "src" } },
            });
        LogRecordBuilder builder = new LogRecordBuilder().SetTime(1768464551, 123_456_789).AddTag("host", "web")
            .AddField("event", "log|in\\").AddField("level", "crit").AddField("ip", "10.0.0.1").AddField("msg", "a=b|c");

        Assert.Equal(
            @"CEF:0|Alibaba Cloud|SLS|1.0|log\|in\\|log\|in\\ by nobody|8|rt=1768464551123 cs1Label=rule\=1 dvchost=web src=10.0.0.1 msg=a\=b|c",
            Frames.Format(formatter, builder));
    }

    [Theory]
    [InlineData("emerg", 10)]
    [InlineData("alert", 9)]
    [InlineData("crit", 8)]
    [InlineData("err", 7)]
    [InlineData("warning", 5)]
    [InlineData("notice", 3)]
    [InlineData("info", 2)]
    [InlineData("debug", 1)]
    public void Format_Severity_UsesTheScaleOfCef(string severity, int expected)
    {
        CefFormatter formatter = new(
            new CefOptions { TimeKey = "" }, new MessageOptions { Severity = { Default = severity }, Fields = { Exclude = ["*"] } });

        Assert.Equal($"CEF:0|Alibaba Cloud|SLS|1.0|log|log|{expected}|", Frames.Format(formatter, new LogRecordBuilder()));
    }

    [Fact]
    public void Format_LongHeader_KeepsItsPipes()
    {
        CefFormatter formatter = new(new CefOptions { EventClassId = "{long}" });

        string text = Encoding.UTF8.GetString(Frames.Format(
            formatter, new LogRecordBuilder().AddField("long", new string('|', 10_000)).Record, 480, out FrameOutcome outcome));

        Assert.Equal(7, PlainPipe().Count(text));
        Assert.EndsWith("||2|", text, StringComparison.Ordinal);
        Assert.Equal(FrameOutcome.Truncated, outcome);
    }

    [Fact]
    public void Format_ArbitraryRecords_EqualReferenceAndParseBack()
    {
        CefFormatter formatter = new(new CefOptions { TimeKey = "" });
        foreach ((int seed, RecordModel model) in RecordCorpus.And(600))
        {
            model.Topic = "kind"u8.ToArray();
            int limit = seed % 3 == 0 ? 480 : seed % 3 == 1 ? 1000 + (seed % 100) : 1_000_000;
            ReferenceText expected = new(limit);
            expected.Add("CEF:0|Alibaba Cloud|SLS|1.0|kind|kind|2");
            PairFormats.WriteCef(model, expected);

            byte[] actual = Frames.Format(formatter, model.ToRecord(slack: seed % 70), limit, out FrameOutcome outcome);

            expected.AssertEqual(actual, outcome, seed);
            AssertParsesBack(model, Encoding.UTF8.GetString(actual), expected.IsTruncated, seed);
        }
    }

    // A CEF parser finds keys by the unescaped equals signs and the text before them.
    private static void AssertParsesBack(RecordModel model, string text, bool isTruncated, int seed)
    {
        string extension = text[(PlainPipe().Matches(text)[6].Index + 1)..];
        MatchCollection keys = Key().Matches(extension);
        KeyValuePair<byte[], byte[]>[] expected = [.. model.Pairs()];
        Assert.True(isTruncated ? keys.Count <= expected.Length : keys.Count == expected.Length, $"seed {seed}: {keys.Count} keys");
        ReferenceNames.AssertDistinct(
            expected.Select(pair => PairFormats.CefKeyOf(pair.Key, out _)), [.. keys.Select(key => key.Groups[1].Value)], seed);
        for (int i = 0; i < keys.Count; i++)
        {
            int start = keys[i].Index + keys[i].Length;
            string value = Escapes.Undo(extension[start..(i + 1 < keys.Count ? keys[i + 1].Index : extension.Length)], keepsUnknown: false);
            string whole = Encoding.UTF8.GetString(expected[i].Value);
            Assert.True(isTruncated && i == keys.Count - 1 ? whole.StartsWith(value, StringComparison.Ordinal) : whole == value, $"seed {seed}: value {i}");
        }
    }

    [GeneratedRegex(@"(?<!\\)(?:\\\\)*\|")]
    private static partial Regex PlainPipe();

    [GeneratedRegex(@"(?:^| )([A-Za-z0-9_.]+)(?<!\\)=")]
    private static partial Regex Key();
}
