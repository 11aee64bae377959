namespace SlsSyslog.ConsumerGroups.Tests;

public sealed class StartFromTests
{
    [Theory]
    [InlineData("begin", "begin")]
    [InlineData("Earliest", "begin")]
    [InlineData(" end ", "end")]
    [InlineData("LATEST", "end")]
    [InlineData("1768464550", "1768464550")]
    [InlineData("2026-01-15T08:09:10Z", "1768464550")]
    [InlineData("2026-01-15T16:09:10+08:00", "1768464550")]
    [InlineData("2026-01-15T08:09:10", "1768464550")]
    [InlineData("2026-01-15", "1768435200")]
    public void Parse_LegalText_GivesThePosition(string text, string wire)
    {
        StartFrom position = StartFrom.Parse(text);

        Assert.Equal(wire, position.WireText);
        Assert.Equal(position, StartFrom.Parse(position.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("-5")]
    [InlineData("10:30")]
    [InlineData("999999999999999")]
    public void Parse_AnythingElse_SaysWhatIsLegal(string text)
    {
        Assert.False(StartFrom.TryParse(text, null, out _));
        FormatException error = Assert.Throws<FormatException>(() => StartFrom.Parse(text));
        Assert.Contains("earliest", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Default_NothingSaid_IsEarliest() => Assert.Equal(StartFrom.Earliest, default);
}
