using System.Text;
using SlsSyslog.Serialization.Tests.Support;

namespace SlsSyslog.Serialization.Tests.Framing;

public class FrameBufferTests
{
    private static readonly LogRecordBuilder Empty = new();

    [Fact]
    public void Append_MessagesOfDifferentLengths_WritesTheOctetCountOfEach()
    {
        using FrameBuffer frames = new(SyslogFraming.OctetCounting, 20_000, 1_000_000);
        StringBuilder expected = new();
        int[] lengths = [1, 9, 10, 99, 100, 101, 999, 1000, 5, 9999, 10_000, 20_000, 1, 1000];
        foreach (int length in lengths)
        {
            string message = new((char)('a' + (length % 26)), length);
            frames.Append(new LiteralBody(message), Empty.Record);
            expected.Append(length).Append(' ').Append(message);
            Assert.Equal(expected.Length, frames.FrameEnds[^1]);
            Assert.Equal(message, Encoding.UTF8.GetString(frames.GetMessage(frames.Count - 1).Span));
        }

        Assert.Equal(expected.ToString(), Encoding.UTF8.GetString(frames.Memory.Span));
        Assert.Equal(lengths.Length, frames.Count);
    }

    [Theory]
    [InlineData("a\nb", "a b\n")]
    [InlineData("a\r\nb", "a b\n")]
    [InlineData("a\r\r\n\n\0b\r", "a    b \n")]
    [InlineData("2026-01-02 x", " 2026-01-02 x\n")]
    [InlineData("\n7", " 7\n")]
    [InlineData("a\u0085b\u2028c\u2029d\ve\ff", "a b c d e f\n")]
    [InlineData("é\u2026\u0085\u00a0€\u2028", "é\u2026 \u00a0€ \n")]
    public void Append_LineFeedFraming_RemovesLineBreaks(string message, string expected)
    {
        using FrameBuffer frames = new(SyslogFraming.LineFeed);

        FrameOutcome outcome = frames.Append(new LiteralBody(message), Empty.Record);

        Assert.Equal(expected, Encoding.UTF8.GetString(frames.Memory.Span));
        Assert.Equal(expected[..^1], Encoding.UTF8.GetString(frames.GetMessage(0).Span));
        Assert.Equal(FrameOutcome.Sanitized, outcome);
    }

    [Theory]
    [InlineData(SyslogFraming.OctetCounting)]
    [InlineData(SyslogFraming.LineFeed)]
    [InlineData(SyslogFraming.Nul)]
    [InlineData(SyslogFraming.Datagram)]
    public void Append_ControlCharacters_CountFourBytesEach(SyslogFraming framing)
    {
        string[] bodies = ["Field", "AlibabaSample", "Leef"];
        foreach (string body in bodies)
        {
            MessageOptions options = new() { Body = Messages.CreateBody(body), MarkTruncation = true, MaxBytes = 480 };
            IMessageFormatter formatter = options.CreateFormatter();
            using FrameBuffer frames = new(framing, options.MaxBytes);
            for (int length = 0; length < 600; length++)
            {
                LogRecordBuilder record = new LogRecordBuilder().SetTopic("app").AddField("level", new string('\t', length) + "\u0001\u001f.");
                for (int i = 0; i < length; i++)
                {
                    record.AddField("", "");
                }

                frames.Clear();
                FrameOutcome outcome = frames.Append(formatter, record.Record);

                byte[] message = frames.GetMessage(0).ToArray();
                Assert.InRange(message.Sum(value => value < ' ' ? 4 : 1), 1, 480);
                Assert.True(length < 400 || (outcome & FrameOutcome.Truncated) != 0, $"{body} {length}");
            }
        }
    }

    [Fact]
    public void Append_ControlCharactersThatFit_AreAllWritten()
    {
        using FrameBuffer frames = new(SyslogFraming.Datagram, 480);

        FrameOutcome outcome = frames.Append(new LiteralBody(new string('\t', 100) + new string('x', 80)), Empty.Record);

        Assert.Equal(FrameOutcome.None, outcome);
        Assert.Equal(180, frames.Length);
    }

    [Fact]
    public void Append_LineBreaksThatTheFramingReplaces_CountOneByteEach()
    {
        using FrameBuffer frames = new(SyslogFraming.LineFeed, 480);

        FrameOutcome outcome = frames.Append(new LiteralBody(new string('\n', 480)), Empty.Record);

        Assert.Equal(FrameOutcome.Sanitized, outcome);
        Assert.Equal(481, frames.Length);
    }

    [Fact]
    public void Append_LineFeedFramingFullMessageThatBeginsWithADigit_KeepsTheLimit()
    {
        using FrameBuffer frames = new(SyslogFraming.LineFeed, 480);

        frames.Append(new LiteralBody(new string('7', 480)), Empty.Record);

        Assert.Equal(" " + new string('7', 479) + "\n", Encoding.UTF8.GetString(frames.Memory.Span));
    }

    [Fact]
    public void Append_LineFeedFramingFullMessageThatBeginsWithADigit_IsCutBetweenTwoCharactersAndCounted()
    {
        using FrameBuffer frames = new(SyslogFraming.LineFeed, 480);

        FrameOutcome outcome = frames.Append(new LiteralBody("7" + new string('x', 475) + "\U0001F600"), Empty.Record);

        Assert.Equal(" 7" + new string('x', 475) + "\n", Encoding.UTF8.GetString(frames.Memory.Span));
        Assert.Equal(FrameOutcome.Sanitized | FrameOutcome.Truncated, outcome);
    }

    [Fact]
    public void Append_NulFramingMessageThatBeginsWithADigit_IsPrecededByASpace()
    {
        using FrameBuffer frames = new(SyslogFraming.Nul);

        FrameOutcome outcome = frames.Append(new LiteralBody("9999 a"), Empty.Record);

        Assert.Equal(" 9999 a\0", Encoding.UTF8.GetString(frames.Memory.Span));
        Assert.Equal(FrameOutcome.Sanitized, outcome);
    }

    [Theory]
    [InlineData(SyslogEnvelope.Rfc5424)]
    [InlineData(SyslogEnvelope.Rfc3164)]
    public void Append_BodyRollsBackIntoTheHeader_FailsOnlyItsRecord(SyslogEnvelope envelope)
    {
        using FrameBuffer frames = new();
        IMessageFormatter formatter = new MessageOptions { Envelope = envelope }.CreateFormatter(new RollingBackBody());

        Assert.Throws<ArgumentOutOfRangeException>(() => { frames.Append(formatter, Empty.Record); });

        Assert.Equal(0, frames.Count);
    }

    [Fact]
    public void Append_NulFraming_ReplacesNulOnly()
    {
        using FrameBuffer frames = new(SyslogFraming.Nul);

        frames.Append(new LiteralBody("a\n\0b"), Empty.Record);
        frames.Append(new LiteralBody("c"), Empty.Record);

        Assert.Equal("a\n b\0c\0", Encoding.UTF8.GetString(frames.Memory.Span));
        Assert.Equal([5, 7], frames.FrameEnds.ToArray());
    }

    [Fact]
    public void Append_DatagramFraming_WritesTheMessageOnly()
    {
        using FrameBuffer frames = new(SyslogFraming.Datagram);

        frames.Append(new LiteralBody("7 a\n"), Empty.Record);
        frames.Append(new LiteralBody("c"), Empty.Record);

        Assert.Equal("7 a\nc", Encoding.UTF8.GetString(frames.Memory.Span));
        Assert.Equal("7 a\n", Encoding.UTF8.GetString(frames.GetMessage(0).Span));
    }

    [Theory]
    [InlineData(SyslogFraming.OctetCounting)]
    [InlineData(SyslogFraming.LineFeed)]
    public void Append_FormatterThrows_LeavesTheBufferUnchanged(SyslogFraming framing)
    {
        using FrameBuffer frames = new(framing);
        frames.Append(new LiteralBody("first"), Empty.Record);
        byte[] before = frames.Memory.ToArray();

        Assert.Throws<InvalidDataException>(() => { frames.Append(new ThrowingBody(), Empty.Record); });

        Assert.Equal(before, frames.Memory.ToArray());
        Assert.Equal(1, frames.Count);
    }

    [Fact]
    public void Append_FormatterWritesNothing_Throws()
    {
        using FrameBuffer frames = new();

        Assert.Throws<InvalidOperationException>(() => { frames.Append(new LiteralBody(""), Empty.Record); });

        Assert.Equal(0, frames.Count);
    }

    [Fact]
    public void Append_FullBuffer_Throws()
    {
        using FrameBuffer frames = new(sliceBytes: 10);
        frames.Append(new LiteralBody("0123456789"), Empty.Record);

        Assert.True(frames.IsFull);
        Assert.Throws<InvalidOperationException>(() => { frames.Append(new LiteralBody("x"), Empty.Record); });
        frames.Clear();
        frames.Append(new LiteralBody("x"), Empty.Record);
        Assert.Equal("1 x"u8.ToArray(), frames.Memory.ToArray());
    }

    [Fact]
    public void RemoveLast_AfterTwo_KeepsTheFirst()
    {
        using FrameBuffer frames = new();
        frames.Append(new LiteralBody("first"), Empty.Record);
        frames.Append(new LiteralBody("second"), Empty.Record);

        frames.RemoveLast();
        frames.Append(new LiteralBody("third"), Empty.Record);

        Assert.Equal("5 first5 third"u8.ToArray(), frames.Memory.ToArray());
        frames.RemoveLast();
        frames.RemoveLast();
        Assert.Equal(0, frames.Length);
        Assert.Throws<InvalidOperationException>(frames.RemoveLast);
    }

    [Fact]
    public void Dispose_Append_Throws()
    {
        FrameBuffer frames = new();
        frames.Dispose();

        Assert.Throws<ObjectDisposedException>(() => { frames.Append(new LiteralBody("x"), Empty.Record); });
    }

    private sealed class RollingBackBody : IMessageFormatter
    {
        public void Format(scoped LogRecord record, ref SyslogWriter writer)
        {
            writer.RollBack(0);
            writer.WriteLiteral("<8>1 2026-01-15T08:09:11Z forged - - - - and longer than the header was"u8);
        }
    }

    private sealed class ThrowingBody : IMessageFormatter
    {
        public void Format(scoped LogRecord record, ref SyslogWriter writer)
        {
            writer.WriteLiteral("half a message"u8);
            throw new InvalidDataException();
        }
    }
}
