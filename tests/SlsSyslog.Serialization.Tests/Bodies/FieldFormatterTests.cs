using SlsSyslog.Serialization.Tests.Support;

namespace SlsSyslog.Serialization.Tests.Bodies;

public class FieldFormatterTests
{
    [Fact]
    public void Format_AnyBytes_AreUnchanged()
    {
        byte[] content = [.. "a\nb\r\0\t\\|\""u8, 0xFF, 0xC3, .. "中"u8];

        Assert.Equal(content, Frames.Format(new FieldFormatter("content"), new LogRecordBuilder().AddField("content"u8, content).Record, 480, out FrameOutcome outcome));
        Assert.Equal(FrameOutcome.None, outcome);
    }

    [Fact]
    public void Format_OverTheLimit_IsCutBetweenCharacters()
    {
        LogRecordBuilder builder = new LogRecordBuilder().AddField("content", new string('x', 479) + "中");

        Assert.Equal(479, Frames.Format(new FieldFormatter("content"), builder.Record, 480, out FrameOutcome outcome).Length);
        Assert.Equal(FrameOutcome.Truncated, outcome);
    }

    [Fact]
    public void Format_AbsentField_WritesAnEmptyMessage() => Assert.Equal(
        "<14>1 1970-01-01T00:00:00Z - - - - -",
        Frames.Format(new Rfc5424Formatter(new MessageOptions(), new FieldFormatter("__raw__")), new LogRecordBuilder()));

    [Fact]
    public void Constructor_UnknownVariable_ListsTheVariables() => Assert.Contains(
        "__topic__", Assert.Throws<ArgumentException>(() => new FieldFormatter("__rwa__")).Message, StringComparison.Ordinal);
}
