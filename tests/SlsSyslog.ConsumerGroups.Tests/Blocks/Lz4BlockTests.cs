using System.Buffers.Binary;

namespace SlsSyslog.ConsumerGroups.Tests;

public sealed class Lz4BlockTests
{
    private const byte Untouched = 0xA5;

    [Theory]
    [InlineData("logs")]
    [InlineData("runs")]
    [InlineData("short-periods")]
    [InlineData("noise")]
    [InlineData("one-byte")]
    [InlineData("zeros")]
    public void Decode_BlockOfTheReferenceLibrary_ReturnsTheOriginal(string name)
    {
        byte[] raw = Corpus.Read(name + ".raw");

        Assert.Equal(raw, Decode(Corpus.Read(name + ".lz4"), raw.Length));
        Assert.Equal(raw, Decode(Corpus.Read(name + ".hc.lz4"), raw.Length));
    }

    [Fact]
    public void Decode_LiteralsOnly_ReturnsThem()
    {
        byte[] raw = Convert.FromHexString(BlockVectors.ListOfTwoLogs);

        Assert.Equal(raw, Decode([0xF0, 0x67, .. raw], raw.Length));
    }

    [Fact]
    public void Decode_Matches_ReturnsTheOriginal() =>
        Assert.Equal(
            Convert.FromHexString(BlockVectors.ListOfFourLogs),
            Decode(Convert.FromHexString(BlockVectors.ListOfFourLogsAsLz4), 217));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    public void Decode_MatchNearerThanItsLength_RepeatsIt(int distance)
    {
        byte[] pattern = [.. Enumerable.Range(1, distance).Select(i => (byte)i)];
        for (int match = 4; match < 80; match++)
        {
            byte[] expected = [.. Enumerable.Range(0, distance + match).Select(i => pattern[i % distance])];

            Assert.Equal(expected, Decode(Block(pattern, distance, match), expected.Length));
        }
    }

    [Theory]
    [InlineData("", 1)] // nothing where a byte is required
    [InlineData("10", 1)] // a literal is missing
    [InlineData("F0", 15)] // no length
    [InlineData("F0FFFFFF", 900)] // a length that does not end
    [InlineData("1041", 2)] // shorter than specified
    [InlineData("204142", 1)] // longer than specified
    [InlineData("104101", 8)] // half an offset
    [InlineData("10410000", 5)] // offset zero
    [InlineData("10410200", 5)] // offset before the beginning
    [InlineData("1F410100FFFF", 20)] // a match length that does not end
    [InlineData("1F4101000000", 5)] // a match after the end
    public void Decode_InvalidBlock_Throws(string hex, int rawSize) =>
        Assert.Throws<SlsProtocolException>(() => Decode(Convert.FromHexString(hex), rawSize));

    [Fact]
    public void Decode_AnyBytes_ReturnsAResultOrThrowsAProtocolException()
    {
        // An environment variable increases the number of iterations.
        int iterations = int.TryParse(Environment.GetEnvironmentVariable("SLSSYSLOG_FUZZ"), out int wanted) ? wanted : 20_000;
        byte[][] seeds = [Corpus.Read("logs.lz4"), Corpus.Read("short-periods.lz4"), Convert.FromHexString(BlockVectors.ListOfFourLogsAsLz4)];
        for (int seed = 0; seed < iterations; seed++)
        {
            Random random = new(seed);
            byte[] block = [.. seeds[seed % seeds.Length].AsSpan(0, random.Next(Math.Min(400, seeds[seed % seeds.Length].Length)))];
            for (int change = random.Next(6); change > 0 && block.Length > 0; change--)
            {
                block[random.Next(block.Length)] = (byte)random.Next(256);
            }

            try
            {
                Decode(block, random.Next(2000));
            }
            catch (SlsProtocolException)
            {
                // One of the two allowed results.
            }
            catch (Exception other)
            {
                Assert.Fail($"seed {seed}: {other}");
            }
        }
    }

    [Fact]
    public void Decode_RandomTextsOfASimpleCompressor_ReturnsTheOriginal()
    {
        for (int seed = 0; seed < 300; seed++)
        {
            Random random = new(seed);
            byte[] raw = new byte[random.Next(1, 5000)];
            int alphabet = random.Next(1, 256);
            for (int i = 0; i < raw.Length; i++)
            {
                raw[i] = i > 40 && random.Next(4) > 0 ? raw[i - random.Next(1, 40)] : (byte)random.Next(alphabet);
            }

            Assert.True(raw.AsSpan().SequenceEqual(Decode(SimpleLz4.Compress(raw), raw.Length)), $"seed {seed}");
        }
    }

    // Decodes between two guards: only the block and its slack are written.
    private static byte[] Decode(byte[] block, int rawSize)
    {
        byte[] memory = new byte[64 + rawSize + Lz4Block.Slack + 64];
        memory.AsSpan().Fill(Untouched);
        try
        {
            Lz4Block.Decode(block, memory.AsSpan(64, rawSize + Lz4Block.Slack), rawSize);
        }
        finally
        {
            Assert.Equal(-1, memory.AsSpan(0, 64).IndexOfAnyExcept(Untouched));
            Assert.Equal(-1, memory.AsSpan(memory.Length - 64).IndexOfAnyExcept(Untouched));
        }

        return memory.AsSpan(64, rawSize).ToArray();
    }

    // One sequence and an empty last one, which the decoder accepts although compressors never write it.
    private static byte[] Block(byte[] literals, int offset, int match)
    {
        List<byte> block = [(byte)((Math.Min(literals.Length, 15) << 4) | Math.Min(match - 4, 15))];
        if (literals.Length >= 15)
        {
            block.Add((byte)(literals.Length - 15));
        }

        block.AddRange(literals);
        Span<byte> offsetBytes = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(offsetBytes, (ushort)offset);
        block.AddRange(offsetBytes);
        if (match - 4 >= 15)
        {
            block.Add((byte)(match - 4 - 15));
        }

        block.Add(0);
        return [.. block];
    }
}
