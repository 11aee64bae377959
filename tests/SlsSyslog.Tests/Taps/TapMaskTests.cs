using System.Text;
using SlsSyslog.Serialization;

namespace SlsSyslog.Tests;

public sealed class TapMaskTests
{
    private static readonly TapNames Names = new(["user.name"]);

    [Theory]
    [InlineData("<14>1 2026-11-26T08:00:00.123+08:00 host app 12 - - x", "<14>1 2026-11-26T08:00:00.123+08:00 *** *** *** - - ***")]
    [InlineData("<14>Nov 26 08:00:00 host app[12]: x", "<14>Nov 26 08:00:00 *** ***[***]: ***")]
    [InlineData("<14>1 secret host", "<14>1 *** ***")]
    [InlineData("<14>secret", "<14>***")]
    [InlineData("<secret>1 x", "<***>*** ***")]
    [InlineData("plain secret", "*** ***")]
    [InlineData("user said user", "*** *** ***")]
    [InlineData("<14>abc def:gh:ij:kl secret", "<14>*** ***:***:***:*** ***")]
    [InlineData("CEF:0|Vendor|Product|1|cls|Name|5|suser=alice src=192.0.2.7", "CEF:***|***|***|***|***|***|***|suser=*** src=***")]
    [InlineData("""{"user.name":"alice","n":12,"list":["a","b"]}""", """{"user.name":"***","***":***,"***":["***","***"]}""")]
    [InlineData("user=geheim-ü!#%&/ §", "user=*** ***")]
    [InlineData("", "")]
    public void Apply_AnyMessage_ShowsOnlyStructureAndNames(string message, string expected)
    {
        LogRecordBuilder record = new LogRecordBuilder().AddField("user", "geheim");

        Assert.Equal(expected, Encoding.UTF8.GetString(TapMask.Apply(Encoding.UTF8.GetBytes(message), record.Record, Names)));
    }

    [Fact]
    public void Apply_TagsOfTheRecord_AreNames()
    {
        LogRecordBuilder record = new LogRecordBuilder().AddTag("host", "web-1");

        Assert.Equal("host=***", Encoding.UTF8.GetString(TapMask.Apply("host=web-1"u8, record.Record, Names)));
    }

    [Fact]
    public void Apply_RandomBytes_ShowNothingElse()
    {
        Random random = new(16);
        LogRecordBuilder record = new LogRecordBuilder().AddField("k", "v");
        byte[] bytes = new byte[200];
        for (int round = 0; round < 200; round++)
        {
            random.NextBytes(bytes);
            string masked = Encoding.Latin1.GetString(TapMask.Apply(bytes, record.Record, Names));

            string[] words = masked.Split([.. "* \t\r\n=|\"'\\,;:{}[]()<>^"]);
            Assert.DoesNotContain(words, word => word.Length > 0 && word != "k" && word != "-");
        }
    }
}
