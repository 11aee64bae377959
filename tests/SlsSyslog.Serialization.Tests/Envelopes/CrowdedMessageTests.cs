using System.Text;
using SlsSyslog.Serialization.Tests.Support;

namespace SlsSyslog.Serialization.Tests.Envelopes;

public class CrowdedMessageTests
{
    [Theory]
    [InlineData("KeyValue", "||__truncated__=true")]
    [InlineData("Json", "\"__truncated__\":\"true\"}")]
    [InlineData("Cef", " __truncated__=true")]
    [InlineData("Leef", "\t__truncated__=true")]
    public void Format_StructuredDataOfAnyLength_LeavesRoomForTheBodyAndItsMark(string body, string mark)
    {
        MessageOptions message = new() { Body = Messages.CreateBody(body), MarkTruncation = true, MaxBytes = 1000 };
        message.Rfc5424.StructuredData.Add(new() { Id = "log@32473" });
        IMessageFormatter formatter = message.CreateFormatter();
        for (int length = 600; length < 1100; length++)
        {
            byte[] text = Frames.Format(formatter, new LogRecordBuilder().AddField("a", new string('x', length)).Record, 1000, out FrameOutcome outcome);

            Assert.Equal(FrameOutcome.Truncated, outcome);
            Assert.EndsWith(mark, Encoding.UTF8.GetString(text), StringComparison.Ordinal);
        }
    }

    public static IEnumerable<object[]> Combinations =>
        from body in BodyFormats.BuiltIn.Select(format => format.Name)
        from envelope in Enum.GetValues<SyslogEnvelope>()
        where body != "None"
        select new object[] { body, envelope };

    // A message is complete, or it is counted and its body ends with the mark, or it is counted and has no body.
    [Theory]
    [MemberData(nameof(Combinations))]
    public void Format_AnySizes_TruncatedMessagesAreCountedAndMarked(string body, SyslogEnvelope envelope)
    {
        foreach (bool hasElements in (bool[])[false, envelope == SyslogEnvelope.Rfc5424])
        {
            foreach (int header in (int[])[1, 100, 255])
            {
                MessageOptions message = new()
                {
                    Body = Messages.CreateBody(body),
                    Envelope = envelope,
                    Hostname = new('h', header),
                    AppName = "a",
                    ProcId = new('p', Math.Min(header, 128)),
                    MarkTruncation = true,
                };
                if (hasElements)
                {
                    message.Rfc5424.RecordId = "r@1";
                    message.Rfc5424.StructuredData.Add(new() { Id = "log@32473" });
                }

                IMessageFormatter formatter = message.CreateFormatter();
                foreach (SyslogFraming framing in Enum.GetValues<SyslogFraming>())
                {
                    foreach (string value in (string[])["5", "é", "|\t\n", "]\"", "\u0085"])
                    {
                        AssertCounted(formatter, body, framing, value);
                    }
                }
            }
        }
    }

    [Theory]
    [InlineData("Cef")]
    [InlineData("Leef")]
    public void Format_HeaderWithoutRoomForTheStartOfTheBody_HasACompleteBodyOrNone(string body)
    {
        MessageOptions message = new()
        {
            Body = Messages.CreateBody(body),
            Hostname = new('h', 255),
            AppName = new('a', 48),
            ProcId = new('p', 128),
            MarkTruncation = true,
        };
        message.Rfc5424.RecordId = "r@1";
        IMessageFormatter formatter = message.CreateFormatter();
        for (int limit = 480; limit < 640; limit++)
        {
            byte[] text = Frames.Format(formatter, new LogRecordBuilder().AddField("a", "b").Record, limit, out FrameOutcome outcome);

            string written = Encoding.UTF8.GetString(text);
            Assert.True(!written.Contains('|') || written.Contains(body.ToUpperInvariant() + ":", StringComparison.Ordinal), written);
            Assert.True(outcome == FrameOutcome.None || (outcome & FrameOutcome.Truncated) != 0, $"{limit}: {outcome} {written}");
        }
    }

    private static void AssertCounted(IMessageFormatter formatter, string body, SyslogFraming framing, string value)
    {
        Random random = new(1);
        using FrameBuffer roomy = new(framing, 20_000);
        for (int round = 0; round < 12; round++)
        {
            int limit = random.Next(3) == 0 ? 8000 : 480 + random.Next(400);
            int count = random.Next(Math.Max(1, (limit + 100) / value.Length));
            LogRecordBuilder log = new LogRecordBuilder().SetTopic("t").AddTag("k", new string('k', random.Next(60)))
                .AddField("level", string.Concat(Enumerable.Repeat(value, count))).AddField("b", new string('x', random.Next(40)));
            string whole = Write(formatter, log, roomy, out _);
            using FrameBuffer frames = new(framing, limit, sliceBytes: 1);
            string text = Write(formatter, log, frames, out FrameOutcome outcome);
            if (text == whole)
            {
                Assert.Equal(FrameOutcome.None, outcome & FrameOutcome.Truncated);
                continue;
            }

            string end = body switch
            {
                "Json" or "Ecs" => "\"__truncated__\":\"true\"}",
                "KeyValue" or "AlibabaSample" => "||__truncated__=true",
                "Leef" => "__truncated__=true",
                _ => " __truncated__=true",
            };
            bool hasNoBody = text.EndsWith(" -", StringComparison.Ordinal) || text.EndsWith(']') || text.EndsWith(": ", StringComparison.Ordinal);
            Assert.True((outcome & FrameOutcome.Truncated) != 0, $"{limit}: {text}");
            Assert.True(text.EndsWith(end, StringComparison.Ordinal) || hasNoBody, $"{limit}: {text}");
        }
    }

    private static string Write(IMessageFormatter formatter, LogRecordBuilder log, FrameBuffer frames, out FrameOutcome outcome)
    {
        frames.Clear();
        outcome = frames.Append(formatter, log.Record);
        return Encoding.UTF8.GetString(frames.GetMessage(0).Span);
    }
}
