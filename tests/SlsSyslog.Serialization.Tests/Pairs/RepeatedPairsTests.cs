using System.Text;
using SlsSyslog.Serialization.Tests.Support;

namespace SlsSyslog.Serialization.Tests.Pairs;

public class RepeatedPairsTests
{
    public static TheoryData<string> Bodies => [.. MessagePairs.Bodies];

    // Names that a grammar, an option or a receiver can make equal to another name of the message.
    private static readonly string[] Names =
    [
        "rt", "RT", "r-t", "rt_", "sev", "Sev", "devTime", "devtime", "src", "SRC", "s-rc", "dvc", "cat", "Cat", "own", "OWN", "own_2", "a b", "a_b", "a-b", "A_b",
        "a_b_2", "a_b_3", "__topic__", "__TOPIC__", "__topic_-", "__topic___", "__source__", "__time_ns_part__", "__Time_ns_part__",
        "__tag__:k", "__tag__.k", "__TAG__:k", "__tag__-k", "__tag__:", "", "_", "-", "\u0080", "é", "\uFFFD", "\uFFFD_2", "\n", "\\n",
        "__truncated__", "__TRUNCATED__", "__slssyslog_gap__", "__slssyslog-gap__", "level", "level_2",
        "a23456789012345678901234567890123", "a23456789012345678901234567890124", "a2345678901234567890123456789012",
        "a234567890123456789_2", "a23456789012345678901_2",
    ];

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Format_EveryPairOfNames_WritesEveryNameOnce(string body)
    {
        MessageOptions message = CreateMessage(body);
        IMessageFormatter formatter = message.CreateFormatter();
        foreach (string first in Names)
        {
            foreach (string second in Names)
            {
                LogRecordBuilder builder = Log().AddField(first, "f1").AddField("renamed", "ours1").AddField(second, "f2").AddField(first, "f3");

                AssertOnce(body, Encoding.UTF8.GetString(Frames.Format(formatter, builder.Record, 8000, out _)), ["f1", "f2", "f3"]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Format_AllNamesTwiceInAnyOrder_WritesEveryNameOnce(string body)
    {
        MessageOptions message = CreateMessage(body);
        IMessageFormatter formatter = message.CreateFormatter();
        for (int seed = 0; seed < 200; seed++)
        {
            Random random = new(seed);
            string[] names = [.. Names, .. Names, "renamed", "renamed too"];
            random.Shuffle(names);
            LogRecordBuilder builder = Log();
            foreach ((int i, string name) in names.Take(random.Next(names.Length + 1)).Index())
            {
                builder.AddField(name, $"f{i}");
            }

            AssertOnce(body, Encoding.UTF8.GetString(Frames.Format(formatter, builder.Record, 100_000, out _)), []);
        }
    }

    // The records of one table, with and without repeated names, so that no conclusion about one is used for another.
    [Theory]
    [MemberData(nameof(Bodies))]
    public void Format_RecordsOfDifferentShapes_WriteEveryNameOnce(string body)
    {
        IMessageFormatter formatter = CreateMessage(body).CreateFormatter();
        LogRecordBuilder builder = Log();
        Random random = new(1);
        for (int i = 0; i < 3000; i++)
        {
            int count = random.Next(6);
            builder.Clear();
            builder.SetTime(1768464551).SetTopic("t").SetSource("s").AddTag("k", "ours");
            for (int field = 0; field < count; field++)
            {
                string name = random.Next(4) == 0 ? $"key{random.Next(3000)}" : Names[random.Next(Names.Length)];
                builder.AddField(random.Next(50) == 0 ? name + new string('x', 70) : name, "f");
            }

            AssertOnce(body, Encoding.UTF8.GetString(Frames.Format(formatter, builder.Record, 100_000, out _)), []);
        }
    }

    [Theory]
    [InlineData("KeyValue", "||src_2=forged||SRC_3=forged||src=real")]
    [InlineData("Json", "\"src_2\":\"forged\",\"SRC\":\"forged\",\"src\":\"real\"")]
    [InlineData("Cef", " src_2=forged SRC_3=forged src=real")]
    [InlineData("Leef", "\tsrc_2=forged\tSRC_3=forged\tsrc=real")]
    [InlineData("None", " src_2=\"forged\" SRC_3=\"forged\" src=\"real\"")]
    public void Format_FieldsBeforeTheRenamedField_AreRenamed(string body, string expected)
    {
        MessageOptions message = MessagePairs.Create(body);
        MessagePairs.FieldsOf(message).Rename["remote_addr"] = "src";

        Assert.Contains(
            expected,
            MessagePairs.Format(message, new LogRecordBuilder().AddField("src", "forged").AddField("SRC", "forged").AddField("remote_addr", "real")),
            StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Format_ExcludedAndMaskedFieldsWithEqualNames_KeepTheirRules(string body)
    {
        MessageOptions message = MessagePairs.Create(body);
        FieldOptions fields = MessagePairs.FieldsOf(message);
        fields.Rename["password"] = "a_b";
        fields.Mask["password"] = "all";
        fields.Exclude.Add("a-b");
        fields.Mask["c"] = "all";

        string text = MessagePairs.Format(
            message,
            new LogRecordBuilder().AddField("a-b", "secret1").AddField("a_b", "x").AddField("password", "secret2").AddField("c", "secret3").AddField("c", "secret4"));

        Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
        Assert.Equal(3, text.Split("***").Length - 1);
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Format_RepeatedNamesInAFullMessage_AreWrittenOnce(string body)
    {
        MessageOptions message = CreateMessage(body);
        IMessageFormatter formatter = message.CreateFormatter();
        for (int limit = 480; limit < 900; limit++)
        {
            LogRecordBuilder builder = Log();
            for (int i = 0; i < 250; i++)
            {
                builder.AddField("same", $"f{i}").AddField($"key{i % 7}", "g");
            }

            string text = Encoding.UTF8.GetString(Frames.Format(formatter, builder.Record, limit, out FrameOutcome outcome));

            Assert.True((outcome & FrameOutcome.Truncated) != 0);
            AssertOnce(body, text, []);
        }
    }

    private static LogRecordBuilder Log() =>
        new LogRecordBuilder().SetTime(1768464551).SetTopic("t").SetSource("s").AddTag("k", "ours");

    private static MessageOptions CreateMessage(string body)
    {
        MessageOptions message = MessagePairs.Create(body);
        message.MarkTruncation = true;
        FieldOptions fields = MessagePairs.FieldsOf(message);
        fields.Rename["renamed"] = "src";
        fields.Rename["renamed too"] = "a-b";
        fields.Rename["__source__"] = "dvc";
        switch (message.Body)
        {
            case CefOptions cef:
                cef.Extension["own"] = "ours";
                break;
            case LeefOptions leef:
                leef.Attributes["own"] = "ours";
                break;
            default:
                break;
        }

        return message;
    }

    private static void AssertOnce(string body, string text, string[] values)
    {
        List<(string Key, string Value)> pairs = MessagePairs.Read(body, text);
        StringComparer comparer = body == "Json" ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase;
        Assert.True(pairs.Select(pair => pair.Key).Distinct(comparer).Count() == pairs.Count, text);
        Dictionary<string, string> byKey = pairs.ToDictionary(pair => pair.Key, pair => pair.Value, comparer);
        foreach ((string key, string ours) in (ReadOnlySpan<(string, string)>)[("__topic__", "t"), ("dvc", "s"), ("own", "ours"), ("rt", "1768464551000"), ("devTime", "1768464551000"), ("sev", "2")])
        {
            bool isOurs = key is "__topic__" or "dvc" || (key is "own" && body is "Cef" or "Leef") || (key == "rt" && body == "Cef") || (key is "devTime" or "sev" && body == "Leef");
            Assert.True(!isOurs || byKey[key] == ours, $"{key}: {text}");
        }

        Assert.False(byKey.TryGetValue("__time_ns_part__", out _), text);
        Assert.All(values, value => Assert.Contains(value, text, StringComparison.Ordinal));
        Assert.True(!byKey.TryGetValue("src", out string? src) || !text.Contains("ours1", StringComparison.Ordinal) || src == "ours1", text);
        Assert.True(byKey.TryGetValue(body == "Cef" ? "__tag__.k" : "__tag__:k", out string? tag) && tag == "ours", text);
    }
}
