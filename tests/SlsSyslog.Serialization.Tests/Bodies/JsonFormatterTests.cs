using System.Text;
using System.Text.Json;
using SlsSyslog.Serialization.Tests.Reference;
using SlsSyslog.Serialization.Tests.Support;

namespace SlsSyslog.Serialization.Tests.Bodies;

public class JsonFormatterTests
{
    [Fact]
    public void Format_PlainRecord_WritesAFlatObjectOfStrings() => Assert.Equal(
        """{"__topic__":"t","__source__":"s","__time_ns_part__":"7","__tag__:h":"web","a":"1","b":"x\"y\\z\n\u0000"}""",
        Frames.Format(
            new JsonFormatter(),
            new LogRecordBuilder().SetTopic("t").SetSource("s").SetTime(0, 7).AddTag("h", "web").AddField("a", "1").AddField("b", "x\"y\\z\n\0")));

    [Fact]
    public void Format_RepeatedNames_BecomeArraysAtTheFirstPosition() => Assert.Equal(
        """{"__topic__":"t","__source__":"","__tag__:h":["web","db"],"a":["1","2","3"],"__topic___":"again","b":"x","__tag__:h_2":["f","g"]}""",
        Frames.Format(
            new JsonFormatter(),
            new LogRecordBuilder().SetTopic("t").AddTag("h", "web").AddTag("h", "db").AddField("a", "1").AddField("__topic__", "again").AddField("a", "2")
                .AddField("b", "x").AddField("__tag__:h", "f").AddField("a", "3").AddField("__tag__:h", "g")));

    [Fact]
    public void Format_NamesMadeEqualByRenaming_BecomeOneArrayWithoutTheFieldOfTheLog()
    {
        MessageOptions message = new() { Fields = { Exclude = ["__*"], Rename = { ["src"] = "ip", ["client"] = "ip", ["x"] = "y" } } };

        Assert.Equal(
            """{"ip_2":"2","ip":["1","3"],"y":"4"}""",
            Frames.Format(
                new JsonFormatter(new JsonOptions(), message),
                new LogRecordBuilder().AddField("ip", "2").AddField("src", "1").AddField("client", "3").AddField("x", "4")));
    }

    [Fact]
    public void Format_FieldWithTheNameOfTheMark_IsRenamed()
    {
        MessageOptions message = new() { MarkTruncation = true, Fields = { Exclude = ["__topic__", "__source__"] } };
        LogRecordBuilder builder = new LogRecordBuilder().AddField("__truncated__", "no").AddField("a", new string('x', 600));

        string json = Encoding.UTF8.GetString(Frames.Format(new JsonFormatter(new JsonOptions(), message), builder.Record, 480, out _));

        Assert.StartsWith("{\"__truncated___\":\"no\",\"a\":\"x", json, StringComparison.Ordinal);
        Assert.EndsWith("x\",\"__truncated__\":\"true\"}", json, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_FieldRenamedToTheMark_ReportsTheName()
    {
        MessageOptions options = new() { MarkTruncation = true, Fields = { Rename = { ["a"] = "__truncated__" } } };

        Assert.Equal("Fields:Rename:a", Assert.Single(options.Validate()).Path);
    }

    [Fact]
    public void Format_ManyNamesWithReplacementCharacters_FindsTheRepeatedOnes()
    {
        LogRecordBuilder builder = new();
        for (int i = 0; i < 60_000; i++)
        {
            builder.AddField($"\uFFFD{i:x}", "");
        }

        string json = Frames.Format(new JsonFormatter(), builder.AddField([0xFF, (byte)'1'], "broken"u8).AddField("\uFFFD3", "again"));

        Assert.StartsWith(
            "{\"__topic__\":\"\",\"__source__\":\"\",\"\uFFFD0\":\"\",\"\uFFFD1\":[\"\",\"broken\"],\"\uFFFD2\":\"\",\"\uFFFD3\":[\"\",\"again\"],", json, StringComparison.Ordinal);
    }

    [Fact]
    public void Format_EverythingExcluded_WritesAnEmptyObject() => Assert.Equal(
        "{}", Frames.Format(new JsonFormatter(new JsonOptions(), new MessageOptions { Fields = { Exclude = ["*"] } }), new LogRecordBuilder().AddField("a", "b")));

    [Theory]
    [InlineData("0", "0")]
    [InlineData("-12.50", "-12.50")]
    [InlineData("123456789012345", "123456789012345")]
    [InlineData("1234567890123456", "\"1234567890123456\"")]
    [InlineData("007", "\"007\"")]
    [InlineData("1.", "\"1.\"")]
    [InlineData(".5", "\".5\"")]
    [InlineData("1e5", "\"1e5\"")]
    [InlineData("-", "\"-\"")]
    [InlineData("", "\"\"")]
    [InlineData("1 ", "\"1 \"")]
    public void Format_WriteNumbersUnquoted_AppliesToJsonNumbersOnly(string value, string expected)
    {
        MessageOptions message = new() { Fields = { Exclude = ["__*"] } };

        string json = Frames.Format(
            new JsonFormatter(new JsonOptions { WriteNumbersUnquoted = true }, message), new LogRecordBuilder().AddField("a", value).AddField("b", "x"));

        Assert.Equal($$"""{"a":{{expected}},"b":"x"}""", json);
    }

    [Fact]
    public void Format_TruncatedWithMark_EndsWithTheMark()
    {
        JsonFormatter formatter = new(new JsonOptions(), new MessageOptions { MarkTruncation = true, Fields = { Exclude = ["__*"] } });

        string json = Encoding.UTF8.GetString(Frames.Format(
            formatter, new LogRecordBuilder().AddField("a", new string('x', 1000)).AddField("b", "y").Record, 480, out FrameOutcome outcome));

        Assert.Equal($$"""{"a":"{{new string('x', 480 - 32)}}","__truncated__":"true"}""", json);
        Assert.Equal(FrameOutcome.Truncated, outcome);
    }

    [Fact]
    public void Format_ArbitraryRecords_EqualReferenceAndParseBack()
    {
        JsonFormatter formatter = new();
        foreach ((int seed, RecordModel model) in RecordCorpus.And(600))
        {
            int limit = seed % 3 == 0 ? 480 : seed % 3 == 1 ? 1000 + (seed % 100) : 1_000_000;
            ReferenceText expected = new(limit);
            ReferenceJson.Write(model, expected);

            byte[] actual = Frames.Format(formatter, model.ToRecord(slack: seed % 70), limit, out FrameOutcome outcome);

            expected.AssertEqual(actual, outcome, seed);
            AssertParsesBack(model, actual, expected.IsTruncated, seed);
        }
    }

    private static void AssertParsesBack(RecordModel model, byte[] json, bool isTruncated, int seed)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        IGrouping<string, KeyValuePair<byte[], byte[]>>[] expected = [.. ReferenceJson.NamePairs(model).GroupBy(pair => pair.Name, pair => pair.Pair)];
        JsonProperty[] members = [.. document.RootElement.EnumerateObject()];
        Assert.True(isTruncated ? members.Length <= expected.Length : members.Length == expected.Length, $"seed {seed}");
        for (int i = 0; i < members.Length; i++)
        {
            string[] values = members[i].Value.ValueKind == JsonValueKind.Array
                ? [.. members[i].Value.EnumerateArray().Select(value => value.GetString()!)]
                : [members[i].Value.GetString()!];
            string[] all = [.. expected[i].Select(pair => Encoding.UTF8.GetString(pair.Value))];
            Assert.True(expected[i].Key == members[i].Name, $"seed {seed}: name {i}");
            bool mayBeCut = isTruncated && i == members.Length - 1;
            Assert.True(
                mayBeCut
                    ? all.Take(values.Length - 1).SequenceEqual(values[..^1]) && all[values.Length - 1].StartsWith(values[^1], StringComparison.Ordinal)
                    : all.SequenceEqual(values),
                $"seed {seed}: value {i}");
        }
    }
}
