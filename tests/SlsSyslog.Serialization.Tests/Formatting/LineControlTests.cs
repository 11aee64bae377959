using System.Text;
using SlsSyslog.Serialization.Tests.Support;

namespace SlsSyslog.Serialization.Tests.Formatting;

public class LineControlTests
{
    public static IEnumerable<object[]> Combinations =>
        from body in BodyFormats.BuiltIn.Select(format => format.Name)
        where body is not "Field" and not "AlibabaSample"
        from envelope in Enum.GetValues<SyslogEnvelope>()
        where envelope == SyslogEnvelope.Rfc5424 || body != "None"
        select new object[] { body, envelope };

    private static IEnumerable<int> Controls => [.. Enumerable.Range(0, 32), .. Enumerable.Range(0x7F, 33), 0x2028, 0x2029];

    private static IEnumerable<int> Bidi => [0x061C, 0x200E, 0x200F, .. Enumerable.Range(0x202A, 5), .. Enumerable.Range(0x2066, 4)];

    // Topic, source, tag names and values, keys and values, header fields, names and values of structured data.
    [Theory]
    [MemberData(nameof(Combinations))]
    public void Format_ControlsEverywhere_AreNeverWritten(string body, SyslogEnvelope envelope)
    {
        MessageOptions message = CreateMessage(body, envelope);
        IMessageFormatter formatter = message.CreateFormatter();
        message.EscapeBidi = true;
        IMessageFormatter withoutBidi = message.CreateFormatter();
        byte[] allowed = body == "Leef" ? [(byte)'\t'] : [];
        foreach (int control in Controls.Concat(Bidi))
        {
            string text = char.ConvertFromUtf32(control);
            LogRecordBuilder log = new LogRecordBuilder().SetTopic($"t{text}").SetSource($"s{text}").AddTag($"k{text}", $"v{text}")
                .AddField("level", $"l{text}x").AddField("msg", $"{text}m{text}").AddField($"key{text}", $"{text}value").AddField(text, text).AddField("msg", $"dup{text}");

            string written = Encoding.UTF8.GetString(Frames.Format(
                Bidi.Contains(control) ? withoutBidi : formatter, log.Record, 8000, out _));

            Assert.All(
                written.Where(letter => Controls.Contains(letter) || Bidi.Contains(letter)),
                letter => Assert.True(allowed.Contains((byte)letter) && letter < 0x80, $"U+{control:X4}: {written}"));
        }
    }

    [Theory]
    [InlineData("\u0085")]
    [InlineData("\u009b31m")]
    [InlineData("\u2028")]
    [InlineData("\u007f")]
    [InlineData("\n")]
    public void Write_StructuredDataWithControls_Throws(string control) => Assert.Throws<ArgumentException>(() => SyslogSerializer.Write(
        new System.Buffers.ArrayBufferWriter<byte>(),
        new SyslogHeader { StructuredData = Encoding.UTF8.GetBytes($"[x@1 a=\"{control}\"]") },
        "m"u8));

    private static MessageOptions CreateMessage(string body, SyslogEnvelope envelope)
    {
        MessageOptions message = new()
        {
            Body = Messages.CreateBody(body),
            Envelope = envelope,
            Hostname = "{__source__}{msg}",
            AppName = "{__topic__}{msg}",
            ProcId = "{msg}",
        };
        if (envelope == SyslogEnvelope.Rfc5424)
        {
            message.Rfc5424.MsgId = "{msg}";
            message.Rfc5424.RecordId = "r@1";
            message.Rfc5424.StructuredData.Add(new() { Id = "x@32473" });
        }

        switch (message.Body)
        {
            case CefOptions cef:
                cef.Name = "{msg}";
                cef.Extension["own"] = "{msg}";
                break;
            case LeefOptions leef:
                leef.EventId = "{msg}";
                leef.Attributes["own"] = "{msg}";
                break;
            default:
                break;
        }

        return message;
    }
}
