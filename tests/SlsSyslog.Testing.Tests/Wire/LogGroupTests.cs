using System.Text;

namespace SlsSyslog.Testing.Tests;

public class LogGroupTests
{
    private const string Vector =
        "0a2908a6c1a2cb06120d0a066d6574686f641203474554120d0a0673746174757312033230302515cd5b070a1e08a7c1a2cb06120b0a037261771204fffe004112090a05656d70747912001a06616363657373220831302e302e302e3732150a0c5f5f686f73746e616d655f5f12057765622d31";

    [Fact]
    public void Encode_PublishedGroup_ReturnsItsBytes()
    {
        EmulatorLogGroup group = new()
        {
            Logs =
            [
                new EmulatorLog { Time = 1_768_464_550, TimeNanoseconds = 123_456_789, Contents = [new("method", "GET"), new("status", "200")] },
                new EmulatorLog { Time = 1_768_464_551, Contents = [new("raw", new byte[] { 0xFF, 0xFE, 0, 0x41 }), new("empty", "")] },
            ],
            Topic = "access"u8.ToArray(),
            Source = "10.0.0.7"u8.ToArray(),
            Tags = [new("__hostname__", "web-1")],
        };

        Assert.Equal(Vector, Convert.ToHexStringLower(group.Encode()));
    }

    [Fact]
    public void Decode_PublishedGroup_ReturnsItsParts()
    {
        EmulatorLogGroup group = EmulatorLogGroup.Decode(Convert.FromHexString(Vector));

        Assert.Equal([1_768_464_550u, 1_768_464_551u], group.Logs.Select(log => log.Time));
        Assert.Equal([123_456_789u, null], group.Logs.Select(log => log.TimeNanoseconds));
        Assert.Equal([0xFF, 0xFE, 0, 0x41], group.Logs[1].Contents[0].Value.ToArray());
        Assert.Equal("web-1", Encoding.UTF8.GetString(Assert.Single(group.Tags).Value.Span));
        Assert.Equal("access", Encoding.UTF8.GetString(group.Topic!.Value.Span));
        Assert.Equal(Vector, Convert.ToHexStringLower(group.Encode()));
    }

    [Theory]
    [InlineData("0a")]
    [InlineData("0a05")]
    [InlineData("0a021200")]
    [InlineData("0a020800")]
    [InlineData("0b")]
    [InlineData("00")]
    [InlineData("1d00000000")]
    public void Decode_Malformed_ThrowsFormatExceptionOrReadsALog(string hex)
    {
        if (hex == "0a020800")
        {
            Assert.Equal(0u, EmulatorLogGroup.Decode(Convert.FromHexString(hex)).Logs[0].Time);
            return;
        }

        Assert.Throws<FormatException>(() => EmulatorLogGroup.Decode(Convert.FromHexString(hex)));
    }

    [Fact]
    public void Decode_ChangedBytes_ThrowsOnlyFormatException()
    {
        const int Seed = 5;
        Random random = new(Seed);
        byte[] original = Convert.FromHexString(Vector);
        int failures = 0;
        for (int round = 0; round < 5000; round++)
        {
            byte[] bytes = original.ToArray();
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            try
            {
                EmulatorLogGroup.Decode(bytes.AsMemory(0, random.Next(bytes.Length + 1)));
            }
            catch (FormatException)
            {
                failures++;
            }
        }

        Assert.InRange(failures, 1, 4999);
    }
}
