using SlsSyslog.Serialization.Tests.Support;

namespace SlsSyslog.Serialization.Tests.Fields;

public class FieldRulesTests
{
    [Fact]
    public void Format_IncludeAndExclude_MatchNamesAndPrefixes() => Assert.Equal(
        "||__tag__:host=web||user.name=a||status=200",
        Write(new MessageOptions { Fields = { Include = ["__tag__:*", "user.*", "status"], Exclude = ["user.id", "__tag__:_*"] } }));

    [Fact]
    public void Format_Rename_AppliesToFieldsTagsAndTopic() => Assert.Equal(
        "||topic=t||__source__=s||__tag__:__id__=7||host=web||n\\==a||user.id=1||status=200||card=1234567890123456||short=ab||中=中文字",
        Write(new MessageOptions { Fields = { Rename = { ["__topic__"] = "topic", ["__tag__:host"] = "host", ["user.name"] = "n=" } } }));

    [Fact]
    public void Format_Mask_MasksAllOrAllButTheLastCharacters() => Assert.Equal(
        "||user.name=***||user.id=***||card=***3456||short=***||中=***字",
        Write(new MessageOptions
        {
            Fields =
            {
                Include = ["card", "short", "中", "user.*"],
                Mask = { ["card"] = "keep-last-4", ["short"] = "keep-last-4", ["中"] = "keep-last-1", ["user.*"] = "all" },
            },
        }));

    [Theory]
    [InlineData("keep-last-0")]
    [InlineData("keep-last-100")]
    [InlineData("keep-last-x")]
    [InlineData("hide")]
    public void Validate_UnknownMask_ReportsTheFix(string mask)
    {
        MessageOptions options = new() { Fields = { Mask = { ["a"] = mask } } };

        OptionError error = Assert.Single(options.Validate());
        Assert.Equal("Fields:Mask:a", error.Path);
        Assert.Contains("keep-last-4", error.Fix, StringComparison.Ordinal);
    }

    // Formats twice, because the second record uses the cached keys.
    private static string Write(MessageOptions message)
    {
        KeyValueFormatter formatter = new(new KeyValueOptions(), message);
        LogRecordBuilder builder = new LogRecordBuilder().SetTopic("t").SetSource("s").AddTag("__id__", "7").AddTag("host", "web")
            .AddField("user.name", "a").AddField("user.id", "1").AddField("status", "200")
            .AddField("card", "1234567890123456").AddField("short", "ab").AddField("中", "中文字");
        string first = Frames.Format(formatter, builder);
        Assert.Equal(first, Frames.Format(formatter, builder));
        return first;
    }
}
