using System.Text;

namespace SlsSyslog.Transports.Tests;

public sealed class RelpFrameTests
{
    [Theory]
    [InlineData("2 rsp 6 200 OK\n", 2, "rsp", "200 OK")]
    [InlineData("999999999 rsp 3 a\nb\n", 999_999_999, "rsp", "a\nb")]
    [InlineData("0 serverclose 0\n", 0, "serverclose", "")]
    [InlineData("3 rsp 0 \n", 3, "rsp", "")]
    [InlineData("1 abcdefghijklmnopqrstuvwxyz123456 0\n", 1, "abcdefghijklmnopqrstuvwxyz123456", "")]
    public void TryRead_CompleteFrame_ReturnsItsPartsAndTheRest(string text, int number, string command, string data)
    {
        ReadOnlySpan<byte> bytes = Encoding.ASCII.GetBytes(text + "rest");

        Assert.True(RelpFrame.TryRead(ref bytes, out RelpFrame frame));

        Assert.Equal(number, frame.Number);
        Assert.Equal(command, Encoding.ASCII.GetString(frame.Command));
        Assert.Equal(data, Encoding.ASCII.GetString(frame.Data));
        Assert.Equal("rest", Encoding.ASCII.GetString(bytes));
    }

    [Theory]
    [InlineData("2 rsp 6 200 OK\n")]
    [InlineData("0 serverclose 0\n")]
    [InlineData("17 rsp 93 200 OK\nrelp_version=0\nrelp_software=librelp,1.10.0,http://librelp.adiscon.com\ncommands=syslog\n")]
    public void TryRead_EveryIncompletePrefix_IsFalseAndKeepsTheBytes(string text)
    {
        byte[] frameBytes = Encoding.ASCII.GetBytes(text);
        for (int length = 0; length < frameBytes.Length; length++)
        {
            ReadOnlySpan<byte> bytes = frameBytes.AsSpan(0, length);

            Assert.False(RelpFrame.TryRead(ref bytes, out _));

            Assert.Equal(length, bytes.Length);
        }
    }

    [Fact]
    public void TryRead_SeveralFrames_ReturnsThemInOrder()
    {
        ReadOnlySpan<byte> bytes = "2 rsp 3 200\n3 rsp 3 500\n4 rsp 0\n5 rs"u8;
        List<int> numbers = [];
        while (RelpFrame.TryRead(ref bytes, out RelpFrame frame))
        {
            numbers.Add(frame.Number);
        }

        Assert.Equal([2, 3, 4], numbers);
        Assert.Equal("5 rs", Encoding.ASCII.GetString(bytes));
    }

    [Theory]
    [InlineData("x rsp 3 200\n")]
    [InlineData("-1 rsp 3 200\n")]
    [InlineData("1234567890 rsp 3 200\n")]
    [InlineData(" rsp 3 200\n")]
    [InlineData("2  3 200\n")]
    [InlineData("2 abcdefghijklmnopqrstuvwxyz1234567 3 200\n")]
    [InlineData("2 rsp x 200\n")]
    [InlineData("2 rsp -3 200\n")]
    [InlineData("2 rsp 131073 200\n")]
    [InlineData("2 rsp 3\n")]
    [InlineData("2 rsp 3 200x")]
    [InlineData("HTTP/1.1 400 Bad Request\n")]
    public void TryRead_InvalidFrame_Throws(string text)
    {
        IOException exception = Assert.Throws<IOException>(() => Read(Encoding.ASCII.GetBytes(text)));

        Assert.Contains(text[..Math.Min(text.Length, 10)].TrimEnd('\n'), exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TryRead_HeaderWithoutAnEnd_ThrowsInsteadOfWaiting()
    {
        Assert.Throws<IOException>(() => Read(Encoding.ASCII.GetBytes(new string('1', 54))));

        Assert.False(Read(Encoding.ASCII.GetBytes(new string('1', 53))));
    }

    [Fact]
    public void TryRead_RandomBytes_IsAFrameOrIncompleteOrAnIOException()
    {
        const int Seed = 20_251_125;
        Random random = new(Seed);
        byte[] alphabet = Encoding.ASCII.GetBytes("0123456789 \nrspx-\0\xff");
        for (int i = 0; i < 100_000; i++)
        {
            byte[] bytes = new byte[random.Next(70)];
            for (int at = 0; at < bytes.Length; at++)
            {
                bytes[at] = alphabet[random.Next(alphabet.Length)];
            }

            try
            {
                Read(bytes);
            }
            catch (IOException)
            {
                // Not a valid frame.
            }
        }
    }

    private static bool Read(byte[] frame)
    {
        ReadOnlySpan<byte> bytes = frame;
        return RelpFrame.TryRead(ref bytes, out _);
    }
}
