using System.Text;
using SlsSyslog.Serialization;

namespace SlsSyslog.Transports.Tests;

public sealed class RelpFrameWriterTests
{
    private readonly RelpFrameWriter _writer = new();

    [Fact]
    public void WriteMessages_Messages_AreFramesWithConsecutiveNumbers()
    {
        FrameBuffer frames = Frames.Of(SyslogFraming.Datagram, ["<14>1 one", "zwei ü", "three"]);

        Assert.Equal("2 syslog 9 <14>1 one\n3 syslog 7 zwei ü\n", Encoding.UTF8.GetString(_writer.WriteMessages(frames, 0, 2).Span));
        Assert.Equal("4 syslog 5 three\n", Encoding.UTF8.GetString(_writer.WriteMessages(frames, 2, 1).Span));
        Assert.Equal("5 close 0\n", Encoding.UTF8.GetString(_writer.WriteClose().Span));
        Assert.Equal(6, _writer.NextNumber);
    }

    [Theory]
    [InlineData(SyslogFraming.OctetCounting)]
    [InlineData(SyslogFraming.LineFeed)]
    [InlineData(SyslogFraming.Nul)]
    [InlineData(SyslogFraming.Datagram)]
    public void WriteMessages_AnyFraming_WritesTheMessageWithoutIt(SyslogFraming framing) =>
        Assert.Equal("2 syslog 3 one\n", Encoding.UTF8.GetString(_writer.WriteMessages(Frames.Of(framing, ["one"]), 0, 1).Span));

    [Fact]
    public void WriteMessages_MoreThanTheBuffer_AreReadBackComplete()
    {
        FrameBuffer frames = Frames.Numbered("a", 0, 2000, bytes: 1000);

        ReadOnlySpan<byte> bytes = _writer.WriteMessages(frames, 0, frames.Count).Span;

        for (int i = 0; i < frames.Count; i++)
        {
            Assert.True(RelpFrame.TryRead(ref bytes, out RelpFrame frame));
            Assert.Equal(i + 2, frame.Number);
            Assert.True(frame.Data.SequenceEqual(frames.GetMessage(i).Span));
        }

        Assert.True(bytes.IsEmpty);
    }

    [Fact]
    public void NumberAfter_LastNumber_StartsAgainWithOne()
    {
        Assert.Equal(999_999_999, RelpFrameWriter.NumberAfter(999_999_998));
        Assert.Equal(1, RelpFrameWriter.NumberAfter(999_999_999));
        Assert.Equal(2, RelpFrameWriter.NumberAfter(1));
    }
}
