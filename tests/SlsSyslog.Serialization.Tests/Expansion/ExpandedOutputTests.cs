using System.Text;
using System.Text.Json;
using SlsSyslog.Serialization.Tests.Support;

namespace SlsSyslog.Serialization.Tests.Expansion;

/// <summary>Expanded records through every output: no exception, no control character, no message that is too long, nothing forged.</summary>
public class ExpandedOutputTests
{
    private static readonly byte[] Replacements = [0, (byte)'\n', (byte)'"', (byte)'{', (byte)'}', (byte)'|', (byte)'=', (byte)'\\', 0xC2, 0xE2, 0xFF];

    // These write bytes of the log unchanged; the framing of the preset replaces line breaks in them.
    private static readonly string[] RawPresets = ["alibaba-sample", "qradar-actiontrail"];

    [Theory]
    [InlineData(ExpandForm.Flatten)]
    [InlineData(ExpandForm.Unfold)]
    public void Format_JsonBrokenAtEveryByte_IsOneMessageInEveryPreset(ExpandForm form)
    {
        (IMessageFormatter Formatter, RecordTransform Transform, SyslogFraming Framing)[] outputs = [.. SyslogPresets.Names.Select(name => Create(name, form))];
        byte[] json = Encoding.UTF8.GetBytes("""{"a":"ü\n\u2028","src":{"rt=1 ":"|x=y","l":[{"k":1},"\ud83d\ude00"]},"n":-1.5e3,"__truncated__":true}""");
        LogRecordBuilder builder = new();
        for (int at = 0; at < json.Length; at++)
        {
            foreach (byte replacement in Replacements)
            {
                byte[] broken = [.. json];
                broken[at] = replacement;
                builder.Clear().SetTopic("t").AddField("event"u8, broken).AddField("last", "1");
                foreach ((IMessageFormatter formatter, RecordTransform transform, SyslogFraming framing) in outputs)
                {
                    AssertIsOneMessage(formatter, transform, framing, builder.Record);
                }
            }
        }
    }

    [Theory]
    [InlineData(ExpandForm.Flatten)]
    [InlineData(ExpandForm.Unfold)]
    public void Format_LargeJson_IsOneMessageInEveryPreset(ExpandForm form)
    {
        string megabyte = new('x', 1 << 20);
        string[] texts =
        [
            $"{{\"a\":\"{megabyte}\"}}",
            $"{{\"{megabyte}\":1,\"b\":2}}",
            "{" + string.Join(',', Enumerable.Range(0, 10_000).Select(i => $"\"k{i}\":{{\"v\":[{i}]}}")) + "}",
            "{\"a\":[" + string.Join(',', Enumerable.Range(0, 10_000).Select(i => $"{{\"k{i}\":\"ü\"}}")) + "]}",
            string.Concat(Enumerable.Repeat("{\"a\":[", 30)) + string.Concat(Enumerable.Repeat("]}", 30)),
        ];
        foreach (string name in SyslogPresets.Names)
        {
            (IMessageFormatter formatter, RecordTransform transform, SyslogFraming framing) = Create(name, form);
            foreach (string text in texts)
            {
                AssertIsOneMessage(formatter, transform, framing, new LogRecordBuilder().AddField("event", text).Record);
            }
        }
    }

    [Fact]
    public void Format_UnfoldedJsonBrokenAtEveryByte_IsOneObjectWithTheKeysOfTheRecord()
    {
        MessageOptions message = new() { Envelope = SyslogEnvelope.None, Body = new JsonOptions() };
        message.Expand.Form = ExpandForm.Unfold;
        message.Expand.Rules.Add(new() { Fields = ["event"] });
        RecordTransform transform = message.CreateTransform()!;
        IMessageFormatter formatter = message.CreateFormatter();
        byte[] json = Encoding.UTF8.GetBytes("""{"a":"ü\n\u2028","a":{"k":"x\ud83d\ude00","l":[{"k":1,"k":2},null]},"n":-1.5e3}""");
        for (int at = 0; at < json.Length; at++)
        {
            foreach (byte replacement in Replacements)
            {
                byte[] broken = [.. json];
                broken[at] = replacement;
                RecordTransformCounts counts = default;
                LogRecord record = transform.Apply(new LogRecordBuilder().AddField("event"u8, broken).AddField("last", "1").Record, ref counts);
                byte[] text = Frames.Format(formatter, record, 8000, out _);

                using JsonDocument document = JsonDocument.Parse(text, new() { AllowDuplicateProperties = false });
                Assert.Equal(["__topic__", "__source__", "event", "last"], document.RootElement.EnumerateObject().Select(member => member.Name));
                JsonValueKind kind = document.RootElement.GetProperty("event").ValueKind;
                Assert.Equal(counts.UnparsedFields == 0 && broken[0] == '{' ? JsonValueKind.Object : JsonValueKind.String, kind);
            }
        }
    }

    private static (IMessageFormatter Formatter, RecordTransform Transform, SyslogFraming Framing) Create(string preset, ExpandForm form)
    {
        MessageOptions message = new();
        message.UsePreset(preset);
        message.MaxBytes = 1024;
        message.Expand.Form = form;
        message.Expand.Rules.Add(new() { Fields = ["event"] });
        SyslogFraming framing = RawPresets.Contains(preset) ? message.PreferredFraming : SyslogFraming.Datagram;
        return (message.CreateFormatter(), message.CreateTransform()!, framing);
    }

    private static void AssertIsOneMessage(IMessageFormatter formatter, RecordTransform transform, SyslogFraming framing, LogRecord record)
    {
        RecordTransformCounts counts = default;
        using FrameBuffer frames = new(framing, 1024, 1);
        frames.Append(formatter, transform.Apply(record, ref counts));
        ReadOnlySpan<byte> text = frames.Memory.Span;
        if (framing == SyslogFraming.LineFeed)
        {
            Assert.Equal((byte)'\n', text[^1]);
            text = text[..^1];
        }

        Assert.InRange(text.Length, 10, 1024);
        Assert.Equal((byte)'<', text[0]);
        Assert.Equal(-1, text.IndexOfAny((byte)'\n', (byte)'\r', (byte)0));
    }
}
