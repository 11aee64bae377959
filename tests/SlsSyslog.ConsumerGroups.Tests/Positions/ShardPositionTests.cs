namespace SlsSyslog.ConsumerGroups.Tests;

public sealed class ShardPositionTests
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
    [InlineData("2018-12-26 0:0:0", "1545782400")] // as in the samples of Alibaba Cloud
    [InlineData("2018-12-26 8:0:0+8:00", "1545782400")]
    public void Parse_ValidText_ReturnsThePosition(string text, string wire)
    {
        ShardPosition position = ShardPosition.Parse(text);

        Assert.Equal(wire, position.WireText);
        Assert.Equal(position, ShardPosition.Parse(position.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("-5")]
    [InlineData("10:30")]
    [InlineData("999999999999999")]
    public void Parse_InvalidText_ReportsWhatIsAllowed(string text)
    {
        Assert.False(ShardPosition.TryParse(text, null, out _));
        FormatException exception = Assert.Throws<FormatException>(() => ShardPosition.Parse(text));
        Assert.Contains("earliest", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Default_NotSet_IsEarliest() => Assert.Equal(ShardPosition.Earliest, default);
}
