using System.Text;

namespace SlsSyslog.Serialization.Tests.Formatting;

public class SyslogWriterTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a\nb\rc\td", "a\\nb\\rc\\td")]
    [InlineData("\0\u0001\u001f\u007f", "\\u0000\\u0001\\u001F\\u007F")]
    [InlineData("a\\b|c=d\"e]f", "a\\b|c=d\"e]f")]
    [InlineData("é中😀", "é中😀")]
    [InlineData("a text that is longer than one vector\nand continues after its line break for a while", "a text that is longer than one vector\\nand continues after its line break for a while")]
    public void Write_Data_EscapesControlCharacters(string data, string expected) => Assert.Equal(expected, Write(Encoding.UTF8.GetBytes(data), 480));

    [Fact]
    public void Write_InvalidUtf8_BecomesReplacementCharacters()
    {
        SyslogWriter writer = new(new byte[480 + SyslogWriter.Slack], 480);

        writer.Write([(byte)'a', 0xFF, 0xE4, 0xB8, (byte)'b']);

        Assert.Equal("a\uFFFD\uFFFDb".Length + 4, writer.BytesWritten);
        Assert.Equal(2, writer.SanitizedCount);
    }

    [Theory]
    [InlineData(4, "abc")]
    [InlineData(5, "abcé")]
    [InlineData(7, "abcé")]
    [InlineData(8, "abcé中")]
    [InlineData(9, "abcé中")]
    [InlineData(10, "abcé中\\n")]
    public void Write_OverTheLimit_IsCutBetweenCharactersAndEscapes(int limit, string expected) =>
        Assert.Equal(expected, Write("abcé中\n"u8.ToArray(), limit));

    [Fact]
    public void Write_AfterTruncation_WritesNothing()
    {
        SyslogWriter writer = new(new byte[8 + SyslogWriter.Slack], 8);

        writer.Write("123456789"u8);
        writer.Write("a"u8);
        writer.WriteLiteral("b"u8);
        writer.Write(7);

        Assert.True(writer.IsTruncated);
        Assert.Equal(8, writer.BytesWritten);
    }

    [Fact]
    public void WriteLiteral_DoesNotFit_IsLeftOut()
    {
        SyslogWriter writer = new(new byte[8 + SyslogWriter.Slack], 8);

        writer.WriteLiteral("12345"u8);
        writer.WriteLiteral("6789"u8);
        writer.WriteLiteral("x"u8);

        Assert.True(writer.IsTruncated);
        Assert.Equal(5, writer.BytesWritten);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-7)]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    public void Write_Number_WritesDigits(long value)
    {
        byte[] buffer = new byte[20 + SyslogWriter.Slack];
        SyslogWriter writer = new(buffer, 20);

        writer.Write(value);

        Assert.Equal($"{value}", Encoding.UTF8.GetString(buffer.AsSpan(0, writer.BytesWritten)));
    }

    [Fact]
    public void Write_NumberDoesNotFit_IsLeftOut()
    {
        SyslogWriter writer = new(new byte[2 + SyslogWriter.Slack], 2);

        writer.Write(123);

        Assert.True(writer.IsTruncated);
        Assert.Equal(0, writer.BytesWritten);
    }

    [Fact]
    public void WriteReserved_AfterTruncation_ClosesTheSyntax()
    {
        byte[] buffer = new byte[8 + SyslogWriter.Slack];
        SyslogWriter writer = new(buffer, 8);

        Assert.True(writer.TryReserve(2));
        writer.WriteLiteral("{"u8);
        writer.Write("abcdefgh"u8);
        writer.WriteReserved("\"}"u8);

        Assert.Equal("{abcde\"}", Encoding.UTF8.GetString(buffer.AsSpan(0, writer.BytesWritten)));
        Assert.True(writer.IsTruncated);
    }

    [Fact]
    public void WriteReserved_MoreThanReserved_Throws() => Assert.Throws<InvalidOperationException>(() =>
    {
        SyslogWriter writer = new(new byte[8 + SyslogWriter.Slack], 8);
        writer.WriteReserved("x"u8);
    });

    [Fact]
    public void TryReserve_NoRoom_TruncatesAndReservesNothing()
    {
        SyslogWriter writer = new(new byte[8 + SyslogWriter.Slack], 8);

        writer.WriteLiteral("1234567"u8);

        Assert.False(writer.TryReserve(2));
        Assert.True(writer.IsTruncated);
    }

    [Fact]
    public void RollBack_AfterTheEnd_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() =>
    {
        SyslogWriter writer = new(new byte[8 + SyslogWriter.Slack], 8);
        writer.RollBack(1);
    });

    private static string Write(byte[] data, int limit)
    {
        byte[] buffer = new byte[limit + SyslogWriter.Slack];
        SyslogWriter writer = new(buffer, limit);
        writer.Write(data);
        return Encoding.UTF8.GetString(buffer.AsSpan(0, writer.BytesWritten));
    }
}
