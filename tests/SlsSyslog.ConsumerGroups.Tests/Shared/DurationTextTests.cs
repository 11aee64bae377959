namespace SlsSyslog.ConsumerGroups.Tests;

public sealed class DurationTextTests
{
    [Theory]
    [InlineData("00:00:00", "0 ms")]
    [InlineData("00:00:00.1537109", "154 ms")]
    [InlineData("00:00:00.9996", "1 s")]
    [InlineData("00:00:02.5", "2.5 s")]
    [InlineData("00:00:09.96", "10 s")]
    [InlineData("00:00:42.7", "43 s")]
    [InlineData("00:00:59.97", "1 min")]
    [InlineData("00:04:05", "4 min 5 s")]
    [InlineData("00:59:59.9", "1 h")]
    [InlineData("03:20:31", "3 h 20 min")]
    [InlineData("7.00:00:00", "7 d")]
    [InlineData("6.04:15:00", "6 d 4 h")]
    [InlineData("-00:05:00", "-5 min")]
    public void Format_Duration_HasUnits(string duration, string text) =>
        Assert.Equal(text, DurationText.Format(TimeSpan.Parse(duration, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void Format_ExtremeOrUnknownDuration_ReturnsText()
    {
        Assert.EndsWith(" h", DurationText.Format(TimeSpan.MaxValue), StringComparison.Ordinal);
        Assert.StartsWith("-", DurationText.Format(TimeSpan.MinValue), StringComparison.Ordinal);
        Assert.Equal("unknown", DurationText.Format(null));
    }
}
