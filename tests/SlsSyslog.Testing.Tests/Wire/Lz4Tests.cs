using System.Text;

namespace SlsSyslog.Testing.Tests;

public class Lz4Tests
{
    private static readonly byte[] VectorRaw = Convert.FromHexString(
        "0ad6010a3208a6c1a2cb06120d0a066d6574686f64120347455412130a0470617468120b2f696e6465782e68746d6c12060a016e1201300a3208a7c1a2cb06120d0a066d6574686f64120347455412130a0470617468120b2f696e6465782e68746d6c12060a016e1201310a3208a8c1a2cb06120d0a066d6574686f64120347455412130a0470617468120b2f696e6465782e68746d6c12060a016e1201320a3208a9c1a2cb06120d0a066d6574686f64120347455412130a0470617468120b2f696e6465782e68746d6c12060a016e1201331a0174220173");

    private static readonly byte[] VectorBlock = Convert.FromHexString(
        "ff2c0ad6010a3208a6c1a2cb06120d0a066d6574686f64120347455412130a0470617468120b2f696e6465782e68746d6c12060a016e1201300a3208a734001c5f310a3208a834001c5f320a3208a934001c70331a0174220173");

    [Fact]
    public void Decompress_PublishedVectors_ReturnsTheirRawBytes()
    {
        Assert.Equal(VectorRaw, Lz4BlockDecompressor.Decompress(VectorBlock, VectorRaw.Length));
        byte[] raw = [.. "literals only, more than fifteen of them, so that the length takes a second byte and yet more of them to come before its end is there"u8];
        Assert.Equal(raw, Lz4BlockDecompressor.Decompress([0xF0, (byte)(raw.Length - 15), .. raw], raw.Length));
    }

    [Fact]
    public void Compress_PublishedVector_IsReadByASeparateDecoder()
    {
        Assert.Equal(VectorRaw, ReferenceLz4.Decode(VectorBlock));
        byte[] block = Lz4BlockCompressor.Compress(VectorRaw);
        Assert.Equal(VectorRaw, ReferenceLz4.Decode(block));
        Assert.True(block.Length <= VectorBlock.Length + 8, $"{block.Length} bytes instead of {VectorBlock.Length}");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Compress_AnyBytes_AreReadByASeparateDecoder(int seed)
    {
        Random random = new(seed);
        for (int round = 0; round < 400; round++)
        {
            byte[] raw = Sample(random, random.Next(0, 3000));
            byte[] block = Lz4BlockCompressor.Compress(raw);

            Assert.True(block.Length <= Lz4BlockCompressor.MaxCompressedLength(raw.Length));
            Assert.True(raw.AsSpan().SequenceEqual(ReferenceLz4.Decode(block)), $"seed {seed}, round {round}");
            Assert.True(raw.AsSpan().SequenceEqual(Lz4BlockDecompressor.Decompress(block, raw.Length)), $"seed {seed}, round {round}");
        }
    }

    [Fact]
    public void Compress_MegabytesOfLogs_FollowsTheEndRulesOfTheFormatWithAGoodRatio()
    {
        StringBuilder text = new();
        for (int line = 0; line < 30_000; line++)
        {
            text.Append("method=GET path=/index.html status=200 bytes=").Append(line * 31 % 9973).Append(" user=u").Append(line % 71).Append('\n');
        }

        byte[] raw = Encoding.ASCII.GetBytes(text.ToString());
        byte[] block = Lz4BlockCompressor.Compress(raw);

        Assert.True(raw.AsSpan().SequenceEqual(ReferenceLz4.Decode(block)));
        Assert.True(block.Length < raw.Length / 3, $"{block.Length} of {raw.Length}");
        Assert.True(ReferenceLz4.LastLiterals(block) >= 5);
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public void Decompress_InvalidBlocks_ThrowsFormatException(int seed)
    {
        Random random = new(seed);
        for (int round = 0; round < 2000; round++)
        {
            byte[] block = VectorBlock.ToArray();
            for (int change = random.Next(1, 5); change > 0; change--)
            {
                block[random.Next(block.Length)] = (byte)random.Next(256);
            }

            try
            {
                Lz4BlockDecompressor.Decompress(block.AsSpan(0, random.Next(block.Length + 1)), VectorRaw.Length);
            }
            catch (FormatException)
            {
                continue;
            }
        }

        Assert.Throws<FormatException>(() => Lz4BlockDecompressor.Decompress([], 0));
        Assert.Throws<FormatException>(() => Lz4BlockDecompressor.Decompress(VectorBlock, VectorRaw.Length - 1));
        Assert.Throws<FormatException>(() => Lz4BlockDecompressor.Decompress(VectorBlock, VectorRaw.Length + 1));
    }

    private static byte[] Sample(Random random, int length)
    {
        byte[] raw = new byte[length];
        int alphabet = random.Next(1, 256);
        for (int index = 0; index < length; index++)
        {
            bool isCopy = index > 20 && random.Next(3) > 0;
            raw[index] = isCopy ? raw[index - random.Next(1, Math.Min(index, 19))] : (byte)random.Next(alphabet);
        }

        return raw;
    }
}
