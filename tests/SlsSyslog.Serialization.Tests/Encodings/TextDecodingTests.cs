using System.Text;
using SlsSyslog.Serialization.Tests.Support;

namespace SlsSyslog.Serialization.Tests.Encodings;

public class TextDecodingTests
{
    private static readonly Encoding Gbk = CodePagesEncodingProvider.Instance.GetEncoding("GBK")!;
    private static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;

    [Theory]
    [InlineData("用户登录失败")]
    [InlineData("a中b")]
    [InlineData("“引号”€")]
    public void Apply_Gbk_BecomesUtf8(string text)
    {
        Assert.Equal(text, Decode(Gbk.GetBytes(text), "GBK"));
        Assert.Equal(text, Decode(Gb18030.GetBytes(text), "gb18030"));
    }

    [Theory]
    [InlineData("𠀀 \U0001F600 ü ﷐")]
    public void Apply_FourByteCharacters_BecomeUtf8(string text) => Assert.Equal(text, Decode(Gb18030.GetBytes(text), "GB18030"));

    [Theory]
    [InlineData("ascii only")]
    [InlineData("已经是 UTF-8")]
    public void Apply_Utf8_StaysAsItIs(string text) => Assert.Equal(text, Decode(Encoding.UTF8.GetBytes(text), "GBK"));

    [Fact]
    public void Apply_EveryCharacterOfTheEncodings_EqualsDotNet()
    {
        // ASCII around each character, so that no text looks like UTF-8.
        StringBuilder all = new();
        for (int value = 0xA0; value < 0x10FFFF; value += value < 0x10000 ? 1 : 257)
        {
            if (Rune.TryCreate(value, out Rune rune))
            {
                string text = rune.ToString();
                byte[] bytes = Gb18030.GetBytes(text);
                byte[] target = new byte[3 * bytes.Length];
                int length = ChineseEncoding.Find("GB18030")!.ToUtf8(bytes, target);
                Assert.Equal(Gb18030.GetString(bytes), Encoding.UTF8.GetString(target, 0, length));

                bytes = Gbk.GetBytes(text);
                length = ChineseEncoding.Find("GBK")!.ToUtf8(bytes, target = new byte[3 * bytes.Length]);
                Assert.Equal(Gbk.GetString(bytes), Encoding.UTF8.GetString(target, 0, length));
            }
        }
    }

    [Fact]
    public void ToUtf8_AnyBytes_FitsAndIsValid()
    {
        Random random = new(1);
        foreach (string name in (string[])["GBK", "GB18030"])
        {
            for (int i = 0; i < 20_000; i++)
            {
                byte[] bytes = new byte[random.Next(12)];
                random.NextBytes(bytes);
                byte[] target = new byte[bytes.Length * ChineseEncoding.MaxExpansion];

                int length = ChineseEncoding.Find(name)!.ToUtf8(bytes, target);

                Assert.True(System.Text.Unicode.Utf8.IsValid(target.AsSpan(0, length)));
                Assert.Equal(bytes.Where(value => value is (byte)'"' or < 0x20), target[..length].Where(value => value is (byte)'"' or < 0x20));
            }
        }
    }

    [Fact]
    public void Apply_RulesByName_ConvertFieldsAndTags()
    {
        byte[] text = Gbk.GetBytes("中文");
        MessageOptions message = new() { Encodings = { ["app.*"] = "GBK", ["__tag__:__path__"] = "GBK" } };
        LogRecordBuilder builder = new LogRecordBuilder().AddTag("__path__"u8, text).AddTag("other"u8, text);
        builder.AddField("app.name"u8, text).AddField("name"u8, text);
        RecordTransform transform = message.CreateTransform()!;
        RecordTransformCounts counts = default;

        for (int i = 0; i < 2; i++)
        {
            LogRecord record = transform.Apply(builder.Record, ref counts);

            Assert.Equal("中文", Encoding.UTF8.GetString(record.GetTag(0).Value));
            Assert.Equal(text, record.GetTag(1).Value);
            Assert.Equal("中文", Encoding.UTF8.GetString(record.GetField(0).Value));
            Assert.Equal(text, record.GetField(1).Value);
        }
    }

    [Fact]
    public void Apply_JsonInGbk_IsConvertedThenExpanded()
    {
        MessageOptions message = new() { Encodings = { ["*"] = "GB18030" } };
        message.Expand.Rules.Add(new() { Fields = ["event"] });
        RecordTransformCounts counts = default;

        LogRecord record = message.CreateTransform()!.Apply(
            new LogRecordBuilder().AddField("event"u8, Gbk.GetBytes("""{"消息":"登录\n失败"}""")).Record, ref counts);

        Assert.True(record.TryGetField("event.消息"u8, out ReadOnlySpan<byte> value));
        Assert.Equal("登录\n失败", Encoding.UTF8.GetString(value));
    }

    [Fact]
    public void Apply_WarmRecords_DoesNotAllocate()
    {
        RecordTransform transform = new MessageOptions { Encodings = { ["*"] = "GB18030" } }.CreateTransform()!;
        LogRecordBuilder builder = new LogRecordBuilder().AddField("content"u8, Gb18030.GetBytes("用户登录失败 𠀀"));

        AllocationGate.AssertNone(() =>
        {
            RecordTransformCounts counts = default;
            transform.Apply(builder.Record, ref counts);
        });
    }

    [Fact]
    public void Validate_UnknownEncoding_IsAnError()
    {
        OptionError error = Assert.Single(new MessageOptions { Encodings = { ["content"] = "latin-9" } }.Validate());

        Assert.Equal("Encodings:content", error.Path);
        Assert.Equal("Specify GB18030 or GBK.", error.Fix);
    }

    private static string Decode(byte[] text, string encoding)
    {
        RecordTransformCounts counts = default;
        LogRecord record = new MessageOptions { Encodings = { ["content"] = encoding } }.CreateTransform()!
            .Apply(new LogRecordBuilder().AddField("content"u8, text).Record, ref counts);
        Assert.True(record.TryGetField("content"u8, out ReadOnlySpan<byte> value));
        return Encoding.UTF8.GetString(value);
    }
}
