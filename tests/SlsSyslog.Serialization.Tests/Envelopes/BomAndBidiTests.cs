using SlsSyslog.Serialization.Tests.Support;

namespace SlsSyslog.Serialization.Tests.Envelopes;

public class BomAndBidiTests
{
    [Fact]
    public void Format_EscapeBidi_ReachesKeysValuesTagsAndTopic() => Assert.Equal(
        "<14>1 1970-01-01T00:00:00Z - ___ - - - ||__topic__=\\u202E||__source__=||__tag__:\\u2066=\\u200F||k\\u061C=é\\u202A||y=é",
        Frames.Format(
            new Rfc5424Formatter(new Rfc5424Options { EscapeBidi = true }, new KeyValueFormatter()),
            new LogRecordBuilder().SetTopic("\u202E").AddTag("\u2066", "\u200F").AddField("k\u061C", "é\u202A").AddField("y", "é")));

    [Fact]
    public void Format_SameBodyWithAndWithout_KeepsThemApart()
    {
        KeyValueFormatter body = new();
        LogRecordBuilder builder = new LogRecordBuilder().AddTag("\u202E", "").AddField("\u202E", "");

        Assert.Contains("||\\u202E=", Frames.Format(new Rfc5424Formatter(new Rfc5424Options { EscapeBidi = true }, body), builder), StringComparison.Ordinal);
        Assert.Contains("||\u202E=", Frames.Format(new Rfc5424Formatter(new Rfc5424Options(), body), builder), StringComparison.Ordinal);
    }
}
