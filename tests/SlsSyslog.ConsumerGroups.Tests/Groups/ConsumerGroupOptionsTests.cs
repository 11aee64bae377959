using SlsSyslog.Serialization;

namespace SlsSyslog.ConsumerGroups.Tests;

public sealed class ConsumerGroupOptionsTests
{
    [Theory]
    [InlineData(
        "", "ConsumerGroup: The value is missing. Specify a consumer group name of 2 to 128 lowercase letters, digits, hyphens and underscores.")]
    [InlineData("a", "ConsumerGroup: 'a' is not a valid consumer group name. Specify 2 to 128 lowercase letters, digits, hyphens and underscores.")]
    public void Validate_ConsumerGroup_ReportsOneError(string group, string expected) => AssertError(o => o.ConsumerGroup = group, expected);

    [Fact]
    public void Validate_Consumer_ReportsOneError() => AssertError(
        o => o.Consumer = "a b",
        "Consumer: 'a b' is not a valid consumer name. Specify up to 128 letters, digits and the characters - _ . : @, "
        + "or leave it empty to use the host name.");

    [Theory]
    [InlineData("earliest", "earliest", "EndAt: The value earliest is before StartFrom, earliest. Specify an end that is not before StartFrom.")]
    [InlineData("latest", "latest", "EndAt: The value latest is before StartFrom, latest. Specify an end that is not before StartFrom.")]
    [InlineData(
        "2026-01-31",
        "2026-01-30",
        "EndAt: The value 2026-01-30T00:00:00Z is before StartFrom, 2026-01-31T00:00:00Z. Specify an end that is not before StartFrom.")]
    public void Validate_EndAt_ReportsOneError(string start, string end, string expected) =>
        AssertError(o => (o.StartFrom, o.EndAt) = (ShardPosition.Parse(start), ShardPosition.Parse(end)), expected);

    [Fact]
    public void Validate_ExpiredCursor_ReportsOneError() => AssertError(
        o => o.ExpiredCursor = (ExpiredCursorPolicy)7, "ExpiredCursor: The value 7 is not defined. Specify one of Earliest, Latest, Stop.");

    [Fact]
    public void Validate_HeartbeatOverHalfOfTheTimeout_ReportsOneError() => AssertError(
        o => (o.HeartbeatInterval, o.GroupTimeout) = (TimeSpan.FromSeconds(16), TimeSpan.FromSeconds(30)),
        "HeartbeatInterval: The value 00:00:16 is more than half of GroupTimeout, 00:00:30. "
        + "Specify at most half of GroupTimeout, or omit GroupTimeout.");

    [Theory]
    [InlineData(0.1, 30)]
    [InlineData(5, 30)]
    [InlineData(10, 30)]
    [InlineData(20, 60)]
    [InlineData(60, 180)]
    [InlineData(3600, 10800)]
    public void GetGroupTimeout_NotSpecified_FollowsTheHeartbeatInterval(double interval, double timeout)
    {
        ConsumerGroupOptions options = Configured(o => o.HeartbeatInterval = TimeSpan.FromSeconds(interval));

        Assert.Empty(options.Validate());
        Assert.Equal(TimeSpan.FromSeconds(timeout), options.GetGroupTimeout());
        Assert.Equal(TimeSpan.FromSeconds(interval), HeartbeatTiming.Create(options.GetGroupTimeout(), options.HeartbeatInterval).Interval);
    }

    [Theory]
    [InlineData(nameof(ConsumerGroupOptions.HeartbeatInterval))]
    [InlineData(nameof(ConsumerGroupOptions.PollInterval))]
    [InlineData(nameof(ConsumerGroupOptions.IdlePollInterval))]
    [InlineData(nameof(ConsumerGroupOptions.CommitInterval))]
    [InlineData(nameof(ConsumerGroupOptions.DrainTimeout))]
    public void Validate_Interval_IsFromATenthOfASecondToAnHour(string name)
    {
        AssertRange(name, TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(1), "00:00:00.1", "01:00:00");
    }

    [Fact]
    public void Validate_GroupTimeout_IsFromOneSecondToOneDay() =>
        AssertRange(nameof(ConsumerGroupOptions.GroupTimeout), TimeSpan.FromSeconds(1), TimeSpan.FromDays(1), "00:00:01", "1.00:00:00");

    private static ConsumerGroupOptions Valid() =>
        new() { Endpoint = "cn-hangzhou.log.aliyuncs.com", Project = "sec-prod", Logstore = "actiontrail", ConsumerGroup = "siem" };

    private static void AssertRange(string name, TimeSpan minimum, TimeSpan maximum, string minimumText, string maximumText)
    {
        TimeSpan tick = TimeSpan.FromTicks(1);
        foreach (TimeSpan outside in new[] { minimum - tick, maximum + tick })
        {
            AssertError(Set(name, outside), $"{name}: The value {outside} is out of range. Specify a value from {minimumText} to {maximumText}.");
        }

        foreach (TimeSpan bound in new[] { minimum, maximum })
        {
            Assert.DoesNotContain(Configured(Set(name, bound)).Validate(), error => error.Problem.Contains("range", StringComparison.Ordinal));
        }
    }

    private static Action<ConsumerGroupOptions> Set(string name, TimeSpan value) =>
        options => typeof(ConsumerGroupOptions).GetProperty(name)!.SetValue(options, value);

    private static void AssertError(Action<ConsumerGroupOptions> configure, string expected) =>
        Assert.Equal([expected], Configured(configure).Validate().Select(error => error.ToString()));

    private static ConsumerGroupOptions Configured(Action<ConsumerGroupOptions> configure)
    {
        ConsumerGroupOptions options = Valid();
        configure(options);
        return options;
    }
}
