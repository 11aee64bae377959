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

    [Theory]
    [MemberData(nameof(Values))]
    public void TryParse_Text_ReturnsTheValueOfTheType(Type type, string text, object? expected)
    {
        Assert.Equal(expected is not null, OptionValue.TryParse(type, text, out object? value));
        Assert.Equal(expected, value);
    }
}
