using System.Text;
using System.Text.Json;
using SlsSyslog.Serialization.Tests.Support;

namespace SlsSyslog.Serialization.Tests.Pairs;

public class KeyCacheTests
{
    // More keys than the capacity, so that known keys are evicted within a record.
    [Fact]
    public void Format_MoreKeysThanCapacity_FindsEveryRepetition()
    {
        JsonFormatter formatter = new(new JsonOptions(), new MessageOptions { Fields = { Exclude = ["__*"] } });
        LogRecordBuilder builder = new();
        for (int round = 0; round < 3; round++)
        {
            builder.Clear();
            for (int i = 0; i < 5000; i++)
            {
                builder.AddField($"key{(i * 7) % 4000}", $"{i}");
            }

            byte[] json = Frames.Format(formatter, builder.Record, 1_000_000, out _);

            using JsonDocument document = JsonDocument.Parse(json);
            JsonProperty[] members = [.. document.RootElement.EnumerateObject()];
            Assert.Equal(4000, members.Length);
            Assert.Equal(1000, members.Count(member => member.Value.ValueKind == JsonValueKind.Array));
        }
    }

    [Fact]
    public void Format_KeysThatDifferInLengthOnly_AreDistinguished()
    {
        LogRecordBuilder builder = new();
        StringBuilder expected = new("||__topic__=||__source__=");
        for (int length = 0; length < 200; length++)
        {
            string key = new('k', length);
            builder.AddField(key, $"{length}");
            expected.Append("||").Append(key).Append('=').Append(length);
        }

        KeyValueFormatter formatter = new();
        for (int round = 0; round < 2; round++)
        {
            Assert.Equal(expected.ToString(), Encoding.UTF8.GetString(Frames.Format(formatter, builder.Record, 100_000, out _)));
        }
    }

    [Fact]
    public void Format_KeyLongerThanTheMessage_TruncatesTheMessage()
    {
        LogRecordBuilder builder = new LogRecordBuilder().AddField("a", "b").AddField(new string('k', 1_000_000), "c");

        byte[] text = Frames.Format(new KeyValueFormatter(), builder.Record, 480, out FrameOutcome outcome);

        Assert.Equal("||__topic__=||__source__=||a=b", Encoding.UTF8.GetString(text));
        Assert.Equal(FrameOutcome.Truncated, outcome);
    }
}
