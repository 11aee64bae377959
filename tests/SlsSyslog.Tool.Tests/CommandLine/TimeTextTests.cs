using Microsoft.Extensions.Time.Testing;

namespace SlsSyslog.Tool.Tests;

public sealed class TimeTextTests
{
    private static readonly FakeTimeProvider Clock = new(new DateTimeOffset(2026, 1, 31, 8, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("90s", 90)]
    [InlineData("1.5m", 90)]
    [InlineData("2h", 7200)]
    [InlineData("7d", 604800)]
    [InlineData("00:01:30", 90)]
    public void TryParseDuration_ValidText_ReturnsIt(string text, double seconds)
    {
        Assert.True(TimeText.TryParseDuration(text, out TimeSpan duration));
        Assert.Equal(seconds, duration.TotalSeconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("s")]
    [InlineData("5")]
    [InlineData("-5m")]
    [InlineData("-00:01:00")]
    [InlineData("5 minutes")]
    [InlineData("1e9d")]
    [InlineData("99999999999999d")]
    public void TryParseDuration_InvalidText_ReturnsFalse(string text) => Assert.False(TimeText.TryParseDuration(text, out _));

    [Theory]
    [InlineData("2026-01-30T08:00:00Z")]
    [InlineData("2026-01-30T16:00:00+08:00")]
    [InlineData("2026-01-30 08:00")]
    [InlineData("1769760000")]
    [InlineData("24h")]
    public void TryParseTime_ValidText_ReturnsIt(string text)
    {
        Assert.True(TimeText.TryParseTime(text, Clock, out DateTimeOffset time));
        Assert.Equal(new DateTimeOffset(2026, 1, 30, 8, 0, 0, TimeSpan.Zero), time);
    }

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("8")]
    [InlineData("999999999999999")]
    [InlineData("2026-13-01")]
    [InlineData("99999d")]
    public void TryParseTime_InvalidText_ReturnsFalse(string text) => Assert.False(TimeText.TryParseTime(text, Clock, out _));
}
