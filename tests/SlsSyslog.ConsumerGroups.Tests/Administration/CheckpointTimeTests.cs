using System.Text.Json;

namespace SlsSyslog.ConsumerGroups.Tests;

public sealed class CheckpointTimeTests
{
    [Theory]
    [InlineData("1524224984800922")]
    [InlineData("1524224984800")]
    [InlineData("1524224984")]
    [InlineData("\"1524224984\"")]
    public void Read_EachUnit_IsTheSameTime(string json) =>
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1524224984), CheckpointTime.Read(JsonDocument.Parse(json).RootElement));

    [Theory]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("\"soon\"")]
    [InlineData("null")]
    public void Read_NoTime_IsNull(string json) => Assert.Null(CheckpointTime.Read(JsonDocument.Parse(json).RootElement));
}
