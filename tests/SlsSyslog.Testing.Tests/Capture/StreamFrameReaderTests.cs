using System.Text;

namespace SlsSyslog.Testing.Tests;

public class StreamFrameReaderTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(1000)]
    public void Read_AnySegments_ReturnsTheSameMessages(int pieceLength)
    {
        byte[] stream = Encoding.UTF8.GetBytes("5 a\nb c2 日\nline 1\n\n11 0123456789\n12 12 12 12 12 3 xyz");
        StreamFrameReader reader = new(CaptureFraming.Auto, 100);
        List<string> messages = new();
        for (int position = 0; position < stream.Length; position += pieceLength)
        {
            reader.Read(stream.AsSpan(position, Math.Min(pieceLength, stream.Length - position)), message => messages.Add(Encoding.Latin1.GetString(message)), _ => { });
        }

        Assert.Equal(["a\nb c", "\u00e6\u0097", "\u00a5", "line 1", "", "0123456789\n", "12 12 12 12 ", "xyz"], messages);
        Assert.True(reader.IsAtBoundary);
    }

    [Theory]
    [InlineData("012 x")]
    [InlineData("0 x")]
    [InlineData("12x y")]
    [InlineData("1234567890 x")]
    [InlineData("101 x")]
    [InlineData("<14>1 - - - - - -\n")]
    [InlineData(" 5 hello")]
    public void Read_NotOctetCounted_Throws(string stream)
    {
        StreamFrameReader reader = new(CaptureFraming.OctetCounting, 100);

        Assert.Throws<FormatException>(() => reader.Read(Encoding.ASCII.GetBytes(stream), _ => { }, _ => { }));
    }

    [Fact]
    public void Read_LineTooLong_Throws()
    {
        StreamFrameReader reader = new(CaptureFraming.LineFeed, 10);
        reader.Read("123456789"u8, _ => { }, _ => { });

        Assert.Throws<FormatException>(() => reader.Read("ab"u8, _ => { }, _ => { }));
    }
}
