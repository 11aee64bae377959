using SlsSyslog.ConsumerGroups;
using SlsSyslog.Serialization;

namespace SlsSyslog.Tests;

public sealed class OptionValueTests
{
    public static TheoryData<Type, string, object?> Values => new()
    {
        { typeof(string), "", "" },
        { typeof(bool), "TRUE", true },
        { typeof(bool), "yes", null },
        { typeof(int), "-5", -5 },
        { typeof(int), "1.5", null },
        { typeof(int), "3000000000", null },
        { typeof(long), "3000000000", 3_000_000_000L },
        { typeof(double), "0.25", 0.25 },
        { typeof(double), "NaN", null },
        { typeof(TimeSpan), "00:00:05", TimeSpan.FromSeconds(5) },
        { typeof(TimeSpan), "5", null },
        { typeof(SyslogFraming), "linefeed", SyslogFraming.LineFeed },
        { typeof(SyslogFraming), "1", null },
        { typeof(SyslogFraming), "Nul,LineFeed", null },
        { typeof(ShardPosition), "latest", ShardPosition.Latest },
        { typeof(ShardPosition), "yesterday", null },
        { typeof(int), "", null },
    };

    [Fact]
    public void Expect_Range_IsNamed()
    {
        Assert.Equal("Specify an integer.", OptionValue.Expect(typeof(int), null));
        Assert.Equal("Specify an integer from 1 to 64.", OptionValue.Expect(typeof(int), new OptionRangeAttribute(1, 64)));
        Assert.Equal("Specify an integer from 0 to 2147483647.", OptionValue.Expect(typeof(int), new OptionRangeAttribute(0, int.MaxValue)));
        Assert.Equal("Specify an integer of 1 or more.", OptionValue.Expect(typeof(long), new OptionRangeAttribute(1, long.MaxValue)));
        Assert.Equal(
            "Specify a time from 00:00:00.5 to 1.00:00:00 as [days.]hours:minutes:seconds.",
            OptionValue.Expect(typeof(TimeSpan), new OptionRangeAttribute("00:00:00.5", "1.00:00:00")));
    }

    [Theory]
    [MemberData(nameof(Values))]
    public void TryParse_Text_ReturnsTheValueOfTheType(Type type, string text, object? expected)
    {
        Assert.Equal(expected is not null, OptionValue.TryParse(type, text, out object? value));
        Assert.Equal(expected, value);
    }
}
