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
}
