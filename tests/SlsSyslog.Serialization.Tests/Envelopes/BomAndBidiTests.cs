using SlsSyslog.Serialization.Tests.Support;

namespace SlsSyslog.Serialization.Tests.Envelopes;

public class BomAndBidiTests
{
    [Fact]
    public void Format_EscapeBidi_AppliesToKeysValuesTagsAndTopic() => Assert.Equal(
        "<14>1 1970-01-01T00:00:00Z - ___ - - - ||__topic__=\\u202E||__source__=||__tag__:\\u2066=\\u200F||k\\u061C=é\\u202A||y=é",
        Frames.Format(
            new Rfc5424Formatter(new MessageOptions { EscapeBidi = true }, new KeyValueFormatter()),
            new LogRecordBuilder().SetTopic("\u202E").AddTag("\u2066", "\u200F").AddField("k\u061C", "é\u202A").AddField("y", "é")));

    [Fact]
    public void Format_EscapeBidiInLeef_DistinguishesTheCharacterFromItsEscape()
    {
        Rfc3164Formatter formatter = new(
            new MessageOptions { AppName = "", EscapeBidi = true },
            new LeefFormatter(new LeefOptions { SeverityKey = "", TimeKey = "" }, new MessageOptions { Fields = { Exclude = ["__*"] } }));

        string message = Frames.Format(formatter, new LogRecordBuilder().AddField("a", "\\\u202E").AddField("b", "\\u202E").AddField("c", "\\é"));

        Assert.EndsWith("|a=\\\\\\u202E\tb=\\\\u202E\tc=\\é", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Format_SameBodyWithAndWithoutEscapeBidi_UsesSeparateCaches()
    {
        KeyValueFormatter body = new();
        LogRecordBuilder builder = new LogRecordBuilder().AddTag("\u202E", "").AddField("\u202E", "");

        Assert.Contains("||\\u202E=", Frames.Format(new Rfc5424Formatter(new MessageOptions { EscapeBidi = true }, body), builder), StringComparison.Ordinal);
        Assert.Contains("||\u202E=", Frames.Format(new Rfc5424Formatter(new MessageOptions(), body), builder), StringComparison.Ordinal);
    }
}
