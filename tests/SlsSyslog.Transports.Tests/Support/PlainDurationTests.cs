namespace SlsSyslog.Transports.Tests;

public sealed class PlainDurationTests
{
    [Theory]
    [InlineData(0, "0 ms")]
    [InlineData(0.1537109, "154 ms")]
    [InlineData(0.9996, "1 s")]
    [InlineData(4.25, "4.3 s")]
    [InlineData(30, "30 s")]
    [InlineData(59.96, "1 min")]
    [InlineData(303, "5 min 3 s")]
    [InlineData(3599.9, "1 h")]
    [InlineData(7500, "2 h 5 min")]
    [InlineData(187200, "2 d 4 h")]
    [InlineData(-8, "-8 s")]
    public void Describe_Duration_HasUnits(double seconds, string expected) =>
        Assert.Equal(expected, PlainDuration.Describe(TimeSpan.FromSeconds(seconds)));
}
