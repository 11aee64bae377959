using System.Text;
using SlsSyslog.Serialization.Tests.Reference;
using SlsSyslog.Serialization.Tests.Support;

namespace SlsSyslog.Serialization.Tests.Expansion;

public class JsonFlattenerPropertyTests
{
    [Theory]
    [InlineData(8, 256, false)]
    [InlineData(2, 256, true)]
    [InlineData(8, 5, false)]
    [InlineData(3, 4, true)]
    [InlineData(1, 1, false)]
    public void Expand_AnyJson_EqualsTheReference(int maxDepth, int maxFields, bool arrays)
    {
        // One builder, so that all records share what is known between records.
        FieldExpansion expansion = new(ExpandedField.Create([("event", arrays)]), ExpandForm.Flatten, maxDepth, maxFields);
        LogRecordBuilder builder = new();
        for (int seed = 0; seed < 3000; seed++)
        {
            byte[] json = Encoding.UTF8.GetBytes(new RandomJson(seed).Next());
            AssertEqualsReference(json, builder, expansion, maxDepth, maxFields, arrays);
        }
    }

    [Fact]
    public void Expand_BrokenAtEveryByte_EqualsTheReference()
    {
        FieldExpansion expansion = FieldExpansion.Create([("event", false)]);
        LogRecordBuilder builder = new();
        foreach (string text in (string[])[ActionTrailEvents.SignIn, new RandomJson(11).Next(), new RandomJson(42).Next(), new RandomJson(77).Next()])
        {
            byte[] json = Encoding.UTF8.GetBytes(text);
            for (int at = 0; at < json.Length; at++)
            {
                AssertEqualsReference(json[..at], builder, expansion, 8, 256, false);
                foreach (byte replacement in (byte[])[0, (byte)'"', (byte)'{', (byte)'}', (byte)'[', (byte)',', (byte)':', (byte)'\\', (byte)'1', 0xC3, 0xFF])
                {
                    byte[] broken = [.. json];
                    broken[at] = replacement;
                    AssertEqualsReference(broken, builder, expansion, 8, 256, false);
                }
            }
        }
    }

    [Theory]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(2000)]
    public void Expand_Nesting_HasTheLimitOfTheReference(int depth)
    {
        FieldExpansion expansion = FieldExpansion.Create([("event", false)]);
        byte[] objects = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth));
        byte[] arrays = Encoding.UTF8.GetBytes("{\"a\":" + new string('[', depth) + new string(']', depth) + "}");

        AssertEqualsReference(objects, new LogRecordBuilder(), expansion, 8, 256, false);
        AssertEqualsReference(arrays, new LogRecordBuilder(), expansion, 8, 256, false);
    }

    [Fact]
    public void Expand_LargeTexts_EqualTheReference()
    {
        FieldExpansion expansion = FieldExpansion.Create([("event", false)]);
        LogRecordBuilder builder = new();
        string megabyte = new('x', 1 << 20);
        string[] texts =
        [
            $"{{\"a\":\"{megabyte}\",\"b\":\"{megabyte}\\n\"}}",
            $"{{\"{megabyte}\":{{\"a\":1,\"b\":2}},\"{megabyte}2\":3}}",
            $"{{\"a\":{megabyte.Replace('x', '7')}}}",
            "{" + string.Join(',', Enumerable.Range(0, 10_000).Select(i => $"\"a{i % 300}\":{{\"b{i}\":null,\"\":\"\"}}")) + "}",
            "{" + string.Join(',', Enumerable.Range(0, 10_000).Select(i => $"\"{i}\":{{\"{new string('k', 40)}\":{i}}}")) + "}",
        ];
        foreach (string text in texts)
        {
            AssertEqualsReference(Encoding.UTF8.GetBytes(text), builder, expansion, 8, 256, false);
        }
    }

    [Fact]
    public void Expand_NamesThatFillTheCache_StillEqualTheReference()
    {
        FieldExpansion expansion = FieldExpansion.Create([("event", false)]);
        LogRecordBuilder builder = new();
        for (int i = 0; i < 100; i++)
        {
            string json = "{" + string.Join(',', Enumerable.Range(i * 97, 200).Select(key => $"\"k{key}\":{{\"v\":{i}}}")) + "}";
            AssertEqualsReference(Encoding.UTF8.GetBytes(json), builder, expansion, 8, 256, false);
        }
    }

    [Theory]
    [InlineData("\"k{0}\":{0}")]
    [InlineData("\"\\u006b{0}\":null")]
    [InlineData("\"a\":{0}")]
    [InlineData("\"{0}-a key with more than thirty-one bytes\":\"x\"")]
    [InlineData("\"a\":{{\"b\":{{\"c{0}\":[1,2,3]}}}}")]
    public void Expand_AnyNumberOfKeys_TakesStepsInProportion(string member)
    {
        Assert.InRange(CountSteps(member, 1000), 1000, 1000 * 50);
        Assert.InRange(CountSteps(member, 50_000), 50_000, 50_000 * 50);
    }

    [Fact]
    public void Expand_RepeatedBrokenFields_TakesStepsInProportion()
    {
        // Every field looks up the same two names. The number of steps for one name depends on the seed of its hash, so it does not average out,
        // and the counts of two sizes cannot be compared closely. Steps in proportion to the square would be 10,000 per field.
        Assert.InRange(CountSteps(1000), 1000, 1000 * 200);
        Assert.InRange(CountSteps(10_000), 10_000, 10_000 * 200);

        static long CountSteps(int fields)
        {
            LogRecordBuilder builder = new();
            for (int i = 0; i < fields; i++)
            {
                builder.AddField("event", """{"a":1,"b":2,""").AddField($"event.{i}", "x");
            }

            RecordTransformCounts counts = default;
            LogRecord record = FieldExpansion.Create([("event", false)]).Apply(builder.Record, ref counts);
            Assert.Equal(fields, counts.UnparsedFields);
            return record.Table.Owner!.Paths.Steps + record.Table.Owner.Flattener.Values;
        }
    }

    [Fact]
    public void Expand_LongKeyAboveManyValues_DoesNotMultiplyTheText()
    {
        string json = $"{{\"{new string('k', 100_000)}\":{{{string.Join(',', Enumerable.Range(0, 250).Select(i => $"\"a{i}\":1"))}}}}}";
        LogRecordBuilder builder = new LogRecordBuilder().AddField("event", json);
        RecordTransformCounts counts = default;

        LogRecord record = FieldExpansion.Create([("event", false)]).Apply(builder.Record, ref counts);

        Assert.InRange(record.Table.Owner!.Length, json.Length, 3 * json.Length);
    }

    private static long CountSteps(string member, int count)
    {
        string json = "{" + string.Join(',', Enumerable.Range(0, count).Select(i => string.Format(null, member, i))) + "}";
        LogRecordBuilder builder = new LogRecordBuilder().AddField("event", json);
        FieldExpansion expansion = new(ExpandedField.Create([("event", false)]), ExpandForm.Flatten, 8, maxFields: 100_000);
        RecordTransformCounts counts = default;
        LogRecord record = expansion.Apply(builder.Record, ref counts);
        Assert.Equal(0, counts.UnparsedFields);
        return record.Table.Owner!.Paths.Steps + record.Table.Owner.Flattener.Values;
    }

    private static void AssertEqualsReference(
        byte[] json, LogRecordBuilder builder, FieldExpansion expansion, int maxDepth, int maxFields, bool arrays)
    {
        builder.Clear().AddField("event"u8, json);

        ExpandedRecord expanded = ExpandedRecord.Of(builder, expansion);

        List<(string, string)>? expected = ReferenceExpansion.Flatten(json, "event", maxDepth, maxFields, arrays, out int clashes);
        bool isTried = json.Length > 1;
        Assert.True(expected is null || expected.SequenceEqual(expanded.Fields), Encoding.UTF8.GetString(json));
        Assert.Equal(
            new RecordTransformCounts { UnparsedFields = expected is null && isTried ? 1 : 0, NameClashes = expected is null ? 0 : clashes },
            expanded.Counts);
        Assert.Equal(expected ?? [("event", Encoding.Latin1.GetString(json))], expanded.Fields);
    }
}
