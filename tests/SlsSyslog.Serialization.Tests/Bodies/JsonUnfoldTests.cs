using System.Text;
using System.Text.Json;
using SlsSyslog.Serialization.Tests.Support;

namespace SlsSyslog.Serialization.Tests.Bodies;

public class JsonUnfoldTests
{
    [Theory]
    [InlineData("""{"a":"x","b":{"c":[1,{"d":null}]},"e":""}""", """{"a":"x","b":{"c":[1,{"d":null}]},"e":""}""")]
    [InlineData("""[1,2]""", """[1,2]""")]
    [InlineData("{}", "{}")]
    [InlineData("[]", "[]")]
    [InlineData("{ \"a\" :\n[ 1 ,\t2 ] }", """{"a":[1,2]}""")]
    [InlineData("""{"a":1,"a":2,"\u0061":3,"b":{"a":4}}""", """{"a":1,"b":{"a":4}}""")]
    [InlineData("""{"a":null,"a":{"x":1},"l":[{"k":1,"k":2}]}""", """{"a":null,"l":[{"k":1}]}""")]
    [InlineData("{\"a\":\"\u2028\u2029\u0085\u007f\"}", "{\"a\":\"\\u2028\\u2029\\u0085\\u007F\"}")]
    [InlineData("""{"a":"\ud800","b\udc00":"\ud83d\ude00","c":"\u0000\n"}""", """{"a":"\ufffd","b\ufffd":"\ud83d\ude00","c":"\u0000\n"}""")]
    [InlineData("""{"n":123456789012345678901234567890,"e":1e999}""", """{"n":123456789012345678901234567890,"e":1e999}""")]
    [InlineData("""{"a":{"b":{"c":{"d":{"e":{"f":{"g":{"h":{"i":1}}}}}}}}}""", """{"a":{"b":{"c":{"d":{"e":{"f":{"g":{"h":"{\"i\":1}"}}}}}}}}""")]
    [InlineData("""{"a":[[[[[[[[1]]]]]]]]}""", """{"a":[[[[[[["[1]"]]]]]]]}""")]
    public void Format_Object_IsWrittenInPlace(string json, string expected) =>
        Assert.Equal($"{{\"__topic__\":\"\",\"__source__\":\"\",\"event\":{expected}}}", Format(new LogRecordBuilder().AddField("event", json)));

    [Fact]
    public void Format_InvalidUtf8_BecomesTheReplacementCharacter()
    {
        LogRecordBuilder builder = new LogRecordBuilder().AddField("event"u8, [.. "{\"a\xFF"u8, 0xFF, .. "\":\""u8, 0xC3, .. "\"}"u8]);

        using JsonDocument document = JsonDocument.Parse(Format(builder));

        Assert.Contains('\uFFFD', document.RootElement.GetProperty("event").GetRawText());
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("""{"a":1""")]
    [InlineData("{\"a\":1},\"forged\":{\"b\":2}")]
    [InlineData("12")]
    public void Format_NotAnObject_RemainsAString(string text)
    {
        using JsonDocument document = JsonDocument.Parse(Format(new LogRecordBuilder().AddField("event", text)));

        Assert.Equal(text, document.RootElement.GetProperty("event").GetString());
        Assert.Equal(3, document.RootElement.EnumerateObject().Count());
    }

    [Fact]
    public void Format_MoreFieldsThanTheLimit_WritesTheRestAsText()
    {
        MessageOptions message = CreateOptions();
        message.Expand.MaxFields = 2;

        Assert.Equal(
            """{"__topic__":"","__source__":"","event":{"a":1,"b":{"c":2,"__rest__":"{\"d\":3}"},"__rest__":"{\"e\":\"\\n\"}"}}""",
            Format(new LogRecordBuilder().AddField("event", """{"a":1,"b":{"c":2,"d":3},"e":"\n"}"""), message));
    }

    [Fact]
    public void Format_RestOfAnObjectThatHasItsKey_GetsAnUnderscore()
    {
        MessageOptions message = CreateOptions();
        message.Expand.MaxFields = 1;

        Assert.Equal(
            """{"__topic__":"","__source__":"","event":{"__rest__":1,"__rest___":"{\"a\":2}"}}""",
            Format(new LogRecordBuilder().AddField("event", """{"__rest__":1,"a":2}"""), message));
    }

    [Fact]
    public void Format_RulesForMembers_ExcludeAndMask()
    {
        MessageOptions message = CreateOptions();
        message.Fields.Exclude.Add("event.raw");
        message.Fields.Exclude.Add("event.list.1");
        message.Fields.Mask["event.user.key"] = "keep-last-4";
        message.Fields.Mask["event.o*"] = "all";

        Assert.Equal(
            """{"__topic__":"","__source__":"","event":{"user":{"key":"***-1\"a","id":1},"list":[1,null,3],"o":"***"}}""",
            Format(
                new LogRecordBuilder().AddField("event", """{"raw":{"a":1},"user":{"key":"secret-1\"a","id":1},"list":[1,2,3],"o":{"p":1}}"""), message));
    }

    [Fact]
    public void Format_MaskOfTheField_HidesTheObject()
    {
        MessageOptions message = CreateOptions();
        message.Fields.Mask["event"] = "all";

        Assert.Equal(
            """{"__topic__":"","__source__":"","event":"***"}""", Format(new LogRecordBuilder().AddField("event", """{"a":1}"""), message));
    }

    [Fact]
    public void TryGetField_Unfolded_FindsValuesByTheirDottedNames()
    {
        RecordTransform transform = CreateOptions().CreateTransform()!;
        RecordTransformCounts counts = default;
        LogRecord record = transform.Apply(new LogRecordBuilder().AddField("event", """{"a":{"b":"x"}}""").AddField("z", "1").Record, ref counts);

        Assert.True(record.TryGetField("event.a.b"u8, out ReadOnlySpan<byte> value));
        Assert.Equal("x"u8, value);
        Assert.True(record.TryGetField("event"u8, out value));
        Assert.Equal("""{"a":{"b":"x"}}"""u8, value);
        Assert.Equal(2, record.FieldCount);
    }

    [Fact]
    public void Format_OtherBodies_WriteTheText()
    {
        MessageOptions message = CreateOptions();
        message.Body = new KeyValueOptions();

        Assert.Equal("""||__topic__=||__source__=||event={"a":1}""", Format(new LogRecordBuilder().AddField("event", """{"a":1}"""), message));
    }

    [Fact]
    public void Format_RepeatedNames_WritesTheObjectOfANameThatOccursOnce()
    {
        LogRecordBuilder builder = new LogRecordBuilder().AddField("a", "1").AddField("event", """{"x":1}""").AddField("a", "2");

        Assert.Equal("""{"__topic__":"","__source__":"","a":["1","2"],"event":{"x":1}}""", Format(builder));
    }

    [Fact]
    public void Format_AnyJsonAndAnySize_IsOneValidObjectWithoutForeignMembers()
    {
        MessageOptions message = CreateOptions();
        message.Body = new JsonOptions { Members = { ["@timestamp"] = "{__time_iso__}" } };
        RecordTransform transform = message.CreateTransform()!;
        IMessageFormatter formatter = message.CreateFormatter();
        for (int seed = 0; seed < 2000; seed++)
        {
            string json = new RandomJson(seed).Next();
            int padding = seed % 2 == 0 ? 0 : seed % 380;
            LogRecordBuilder builder = new LogRecordBuilder()
                .AddField("p", new string('x', padding)).AddField("event", json).AddField("@timestamp", "forged").AddField("z", "1");
            RecordTransformCounts counts = default;
            byte[] text = Frames.Format(formatter, transform.Apply(builder.Record, ref counts), 480, out FrameOutcome outcome);

            Assert.InRange(text.Length, 2, 480);
            Assert.Equal(-1, text.AsSpan().IndexOfAnyInRange((byte)0, (byte)0x1F));
            using JsonDocument document = JsonDocument.Parse(text, new() { AllowDuplicateProperties = false });
            string[] names = [.. document.RootElement.EnumerateObject().Select(member => member.Name)];
            Assert.Subset(new HashSet<string>(["@timestamp", "__topic__", "__source__", "p", "event", "@timestamp_", "z"]), new HashSet<string>(names));
            Assert.Equal("1970-01-01T00:00:00Z", document.RootElement.GetProperty("@timestamp").GetString());
            Assert.True((outcome & FrameOutcome.Truncated) != 0 || names.Length == 7, json);
            if (document.RootElement.TryGetProperty("event", out JsonElement written))
            {
                Assert.Equal(JsonValueKind.Object, written.ValueKind);
            }
        }
    }

    [Fact]
    public void Format_EveryLengthLimit_CutsBetweenMembersOrInAString()
    {
        MessageOptions message = CreateOptions();
        RecordTransform transform = message.CreateTransform()!;
        IMessageFormatter formatter = message.CreateFormatter();
        for (int padding = 340; padding < 450; padding++)
        {
            LogRecordBuilder builder = new LogRecordBuilder().AddField("p", new string('x', padding))
                .AddField("event", """{"a":{"b":["x\ud83d\ude00y",true,{"c":12345}]},"ü":"€\n"}""");
            RecordTransformCounts counts = default;
            byte[] text = Frames.Format(formatter, transform.Apply(builder.Record, ref counts), 480, out _);

            using JsonDocument document = JsonDocument.Parse(text);
            Assert.InRange(text.Length, 400, 480);
        }
    }

    [Theory]
    [InlineData(ActionTrailEvents.SignIn)]
    [InlineData("""{ "user":"ü", "list":[{"a":1,"a":2}] }""")]
    public void Format_WarmRecords_DoesNotAllocate(string json)
    {
        MessageOptions message = CreateOptions();
        RecordTransform transform = message.CreateTransform()!;
        IMessageFormatter formatter = message.CreateFormatter();
        using FrameBuffer frames = new(SyslogFraming.LineFeed, 8000, 1);
        LogRecordBuilder builder = new LogRecordBuilder().AddField("event", json);

        AllocationGate.AssertNone(() =>
        {
            RecordTransformCounts counts = default;
            frames.Append(formatter, transform.Apply(builder.Record, ref counts));
            frames.Clear();
        });
    }

    [Theory]
    [InlineData("""{"raw":1}""", "{}")]
    [InlineData("""{"raw":1,"a":2}""", """{"a":2}""")]
    [InlineData("""{"a":1,"raw":{"x":[1]}}""", """{"a":1}""")]
    [InlineData("""{"a":1,"raw":2,"b":"}"}""", """{"a":1,"b":"}"}""")]
    [InlineData("""{"raw":"\"","o":1,"other":2,"a":1}""", """{"a":1}""")]
    [InlineData("""{"a":1,"raw":1,"o":2}""", """{"a":1}""")]
    [InlineData("""{"user":{"key":1},"a":{"key":1,"raw":2}}""", """{"user":{},"a":{"key":1,"raw":2}}""")]
    [InlineData("""{"user":{"id":1,"key":{}},"list":[{"raw":1}]}""", """{"user":{"id":1},"list":[{"raw":1}]}""")]
    [InlineData("""{"user":"x","raw":[]}""", """{"user":"x"}""")]
    [InlineData("""{}""", "{}")]
    [InlineData("""[1,{"raw":1}]""", """[1,{"raw":1}]""")]
    public void Format_ExcludedMembers_TheRestIsWritten(string json, string expected)
    {
        MessageOptions message = ExcludeSome();

        Assert.Equal($"{{\"__topic__\":\"\",\"__source__\":\"\",\"event\":{expected}}}", Format(new LogRecordBuilder().AddField("event", json), message));
    }

    [Fact]
    public void Format_ExcludedMembersOfRandomJson_AreTheSameWithASpaceInTheText()
    {
        Random random = new(20261126);
        int excluded = 0;
        for (int i = 0; i < 3000; i++)
        {
            string json = MakeObject(random, 0);
            string copied = Format(new LogRecordBuilder().AddField("event", json), ExcludeSome());
            string read = Format(new LogRecordBuilder().AddField("event", json.Insert(1, " ")), ExcludeSome());
            excluded += copied.Contains(json, StringComparison.Ordinal) ? 0 : 1;

            Assert.Equal(read, copied);
        }

        Assert.InRange(excluded, 500, 2900);
    }

    private static string MakeObject(Random random, int depth)
    {
        string[] keys = [.. new[] { "raw", "user", "key", "o", "other", "a", "list", "a.raw" }.Where(_ => random.Next(3) == 0)];
        random.Shuffle(keys);
        return "{" + string.Join(',', keys.Select(key => $"\"{key}\":{MakeValue(random, depth + 1)}")) + "}";
    }

    private static string MakeValue(Random random, int depth) => random.Next(depth < 4 ? 6 : 3) switch
    {
        0 => "-1.5e3",
        1 => "\"\\\"},{\\\\\"",
        2 => "null",
        3 => $"[{MakeValue(random, depth + 1)},{MakeValue(random, depth + 1)}]",
        _ => MakeObject(random, depth),
    };

    private static MessageOptions ExcludeSome()
    {
        MessageOptions message = CreateOptions();
        message.Fields.Exclude.Add("event.raw");
        message.Fields.Exclude.Add("event.o*");
        message.Fields.Exclude.Add("event.user.key");
        return message;
    }

    private static MessageOptions CreateOptions()
    {
        MessageOptions message = new() { Envelope = SyslogEnvelope.None, Body = new JsonOptions() };
        message.Expand.Form = ExpandForm.Unfold;
        message.Expand.Rules.Add(new() { Fields = ["event"] });
        return message;
    }

    private static string Format(LogRecordBuilder builder, MessageOptions? message = null)
    {
        message ??= CreateOptions();
        RecordTransformCounts counts = default;
        LogRecord record = message.CreateTransform()!.Apply(builder.Record, ref counts);
        return Encoding.UTF8.GetString(Frames.Format(message.CreateFormatter(), record, 8000, out _));
    }
}
