using System.Text;
using System.Text.Json;
using SlsSyslog.Serialization.Tests.Support;

namespace SlsSyslog.Serialization.Tests.Splitting;

public class RecordSplitterTests
{
    private const int MaxBytes = 600;

    // Every part has the header, the time and what belongs to the group.
    private static readonly string[] RepeatedNames = ["__topic__", "__source__", "rt", "sev", "devTime"];

    public static TheoryData<string> Bodies => ["KeyValue", "Json", "Cef", "Leef"];

    [Theory]
    [MemberData(nameof(Bodies))]
    public void TryAppend_LongRecord_PartsJoinToTheWholeRecord(string body)
    {
        MessageOptions message = Create(body);
        LogRecordBuilder builder = CreateRecord();

        List<string> parts = Split(message, builder);

        Assert.True(parts.Count > 3);
        Assert.All(parts, part => Assert.True(Encoding.UTF8.GetByteCount(part) <= MaxBytes));
        List<(string Key, string Value)> whole = MessagePairs.Read(body, MessagePairs.Format(Create(body), builder));
        Assert.Equal(whole, Join(body, parts));
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public void TryAppend_LongRecord_NumbersThePartsOfOneRecord(string body)
    {
        List<string> parts = Split(Create(body), CreateRecord());

        for (int i = 0; i < parts.Count; i++)
        {
            Dictionary<string, string> pairs = MessagePairs.Read(body, parts[i]).ToDictionary(pair => pair.Key, pair => pair.Value);
            Assert.Equal("store/3/77/0", pairs["__record_id__"]);
            Assert.Equal($"{i + 1}", pairs["__part__"]);
            Assert.Equal($"{parts.Count}", pairs["__parts__"]);
        }
    }

    [Fact]
    public void TryAppend_LogWithTheNamesOfParts_CannotWriteThem()
    {
        LogRecordBuilder builder = CreateRecord().AddField("__part__", "9").AddField("__record_id__", "forged");

        List<string> parts = Split(Create("KeyValue"), builder);

        Assert.All(parts, part => Assert.Single(MessagePairs.Read("KeyValue", part), pair => pair.Key == "__part__"));
        Assert.DoesNotContain(parts, part => part.Contains("__record_id__=forged", StringComparison.Ordinal));
    }

    [Fact]
    public void TryAppend_RecordWithoutPosition_HasTheHashOfTheWholeRecord()
    {
        MessageOptions message = Create("KeyValue");
        message.Rfc5424.RecordId = "record@32473";
        LogRecordBuilder builder = new LogRecordBuilder().Clear().AddField("text", new string('x', 2000));

        List<string> parts = Split(message, builder);

        string[] elements = [.. parts.Select(part => part[part.IndexOf("[record", StringComparison.Ordinal)..part.IndexOf(" part=", StringComparison.Ordinal)])];
        Assert.Single(elements.Distinct());
        Assert.Contains($"part=\"1\" of=\"{parts.Count}\"]", parts[0], StringComparison.Ordinal);
    }

    [Fact]
    public void TryAppend_MaskedValue_IsNotCut()
    {
        MessageOptions message = Create("KeyValue");
        message.Fields.Mask["secret"] = "keep-last-4";
        LogRecordBuilder builder = CreateRecord().AddField("secret", new string('s', 3000) + "tail");

        List<string> parts = Split(message, builder);

        Assert.Equal("***tail", Assert.Single(parts.SelectMany(part => MessagePairs.Read("KeyValue", part)), pair => pair.Key == "secret").Value);
    }

    // The mask of an element would otherwise show the end of every piece of the value.
    [Fact]
    public void TryAppend_ValueMaskedInStructuredData_IsNotCut()
    {
        MessageOptions message = Create("KeyValue");
        message.Fields.Exclude.Add("secret");
        message.Rfc5424.StructuredData.Add(new() { Id = "x@32473" });
        message.Rfc5424.StructuredData[0].Fields.Include.Add("secret");
        message.Rfc5424.StructuredData[0].Fields.Mask["secret"] = "keep-last-4";
        LogRecordBuilder builder = CreateRecord().AddField("secret", string.Concat(Enumerable.Range(0, 500).Select(i => $"<{i:000}>")));

        List<string> parts = Split(message, builder);

        Assert.Contains("secret=\"***499>\"", Assert.Single(parts, part => part.Contains("secret", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("arcsight-cef")]
    [InlineData("qradar-leef")]
    [InlineData("elastic")]
    [InlineData("splunk")]
    public void TryAppend_MappedRecord_LosesNoValue(string preset)
    {
        // The constant values of a profile are in every part.
        const int maxBytes = 2 * MaxBytes;
        MessageOptions message = new() { Oversize = OversizePolicy.Split };
        message.UsePreset(preset);
        string marker = string.Concat(Enumerable.Range(0, 400).Select(i => $"<{i:000}>"));
        string json = ActionTrailEvents.SignIn.Replace("\"isGlobal\":true", $"\"isGlobal\":true,\"extra\":\"{marker}\"", StringComparison.Ordinal);
        LogRecordBuilder builder = Begin().SetTopic("actiontrail_audit_event").AddField("event", json);
        RecordTransform transform = message.CreateTransform()!;
        RecordTransformCounts counts = default;

        List<string> parts = Split(message, transform.Apply(builder.Record, ref counts), maxBytes);

        string all = string.Concat(parts);
        Assert.All(parts, part => Assert.True(Encoding.UTF8.GetByteCount(part) <= maxBytes));
        Assert.All(Enumerable.Range(0, 400), i => Assert.True(IsJoined(all, parts, $"<{i:000}>"), $"{i}"));
        Assert.Contains("203.0.113.9", all, StringComparison.Ordinal);
        if (preset is "elastic" or "splunk")
        {
            Assert.All(parts, part => JsonDocument.Parse(part[part.IndexOf('{', StringComparison.Ordinal)..]).Dispose());
        }
    }

    [Fact]
    public void TryAppend_MappedRecord_IsUnchangedAfterwards()
    {
        MessageOptions message = new() { Oversize = OversizePolicy.Split };
        message.UsePreset("arcsight-cef");
        LogRecordBuilder builder = Begin().SetTopic("actiontrail_audit_event").AddField("event", ActionTrailEvents.SignIn);
        RecordTransformCounts counts = default;
        LogRecord record = message.CreateTransform()!.Apply(builder.Record, ref counts);
        IMessageFormatter formatter = message.CreateFormatter();
        byte[] before = Frames.Format(formatter, record, 100_000, out _);

        using FrameBuffer frames = new(SyslogFraming.Datagram, MaxBytes);
        Assert.True(new RecordSplitter(message).TryAppend(frames, formatter, record, out _));

        Assert.Equal(before, Frames.Format(formatter, record, 100_000, out _));
    }

    [Fact]
    public void TryAppend_RoomForNothing_LeavesBufferAndRecordUnchanged()
    {
        MessageOptions message = Create("KeyValue");
        LogRecordBuilder builder = Begin().SetTopic(new string('t', 1000)).AddField("text", new string('x', 2000));
        IMessageFormatter formatter = message.CreateFormatter();
        byte[] before = Frames.Format(formatter, builder.Record, 100_000, out _);
        using FrameBuffer frames = new(SyslogFraming.Datagram, MaxBytes);
        frames.Append(formatter, new LogRecordBuilder().Clear().AddField("a", "b").Record);

        Assert.False(new RecordSplitter(message).TryAppend(frames, formatter, builder.Record, out _));

        Assert.Equal(1, frames.Count);
        Assert.Equal(before, Frames.Format(formatter, builder.Record, 100_000, out _));
    }

    [Fact]
    public void TryAppend_RecordLongerThanTheBuffer_BufferGrowsUntilItIsCleared()
    {
        MessageOptions message = Create("KeyValue");
        LogRecordBuilder builder = Begin().AddField("text", new string('x', 700_000));
        using FrameBuffer frames = new(SyslogFraming.OctetCounting, 8000);

        Assert.True(new RecordSplitter(message).TryAppend(frames, message.CreateFormatter(), builder.Record, out _));

        Assert.True(frames.Length > 700_000);
        frames.Clear();
        Assert.Equal(FrameOutcome.None, frames.Append(message.CreateFormatter(), Begin().AddField("a", "b").Record));
    }

    // A text is in one part, or its halves end and begin the values of two parts.
    private static bool IsJoined(string all, List<string> parts, string text) =>
        all.Contains(text, StringComparison.Ordinal) || Enumerable.Range(1, text.Length - 1).Any(cut =>
            parts.Zip(parts.Skip(1)).Any(pair => pair.First.Contains(text[..cut], StringComparison.Ordinal) && pair.Second.Contains(text[cut..], StringComparison.Ordinal)));

    private static MessageOptions Create(string body)
    {
        MessageOptions message = MessagePairs.Create(body);
        message.Oversize = OversizePolicy.Split;
        return message;
    }

    private static LogRecordBuilder Begin()
    {
        LogRecordBuilder builder = new LogRecordBuilder().Clear(new LogOrigin("project", "store", "3"));
        return builder.SetTopic("topic").SetSource("10.0.0.7");
    }

    private static LogRecordBuilder CreateRecord()
    {
        LogRecordBuilder builder = new LogRecordBuilder().Clear(new LogOrigin("project", "store", "3"), groupCursor: 77).SetTopic("topic");
        for (int i = 0; i < 12; i++)
        {
            builder.AddField($"key{i}", string.Concat(Enumerable.Repeat($"v{i} \u00fc\u4e2d\U0001F600 ", 5 * i)));
        }

        return builder;
    }

    private static List<string> Split(MessageOptions message, LogRecordBuilder builder) => Split(message, builder.Record);

    private static List<string> Split(MessageOptions message, LogRecord record, int maxBytes = MaxBytes)
    {
        using FrameBuffer frames = new(SyslogFraming.Datagram, maxBytes);
        Assert.True(new RecordSplitter(message).TryAppend(frames, message.CreateFormatter(), record, out FrameOutcome outcome));
        Assert.Equal(FrameOutcome.None, outcome & FrameOutcome.Truncated);
        return [.. Enumerable.Range(0, frames.Count).Select(i => Encoding.UTF8.GetString(frames.GetMessage(i).Span))];
    }

    // As a receiver does it: pairs in the order of the parts, a name that continues is joined.
    private static List<(string Key, string Value)> Join(string body, List<string> parts)
    {
        List<(string Key, string Value)> all = [];
        foreach (string part in parts)
        {
            foreach ((string key, string value) in MessagePairs.Read(body, part))
            {
                int known = all.FindIndex(pair => pair.Key == key);
                if (key is "__record_id__" or "__part__" or "__parts__" || (known >= 0 && RepeatedNames.Contains(key)))
                {
                    continue;
                }

                if (known >= 0)
                {
                    all[known] = (key, all[known].Value + value);
                }
                else
                {
                    all.Add((key, value));
                }
            }
        }

        return all;
    }
}
