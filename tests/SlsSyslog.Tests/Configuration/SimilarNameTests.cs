namespace SlsSyslog.Tests;

public sealed class SimilarNameTests
{
    [Theory]
    [InlineData("Endpoit", "Endpoint")]
    [InlineData("endpiont", "Endpoint")]
    [InlineData("Consumers", "Consumer")]
    [InlineData("Logstor", "Logstore")]
    [InlineData("Colour", null)]
    [InlineData("X", null)]
    public void Find_MisspelledName_ReturnsTheClosestOne(string name, string? expected) =>
        Assert.Equal(expected, SimilarName.Find(name, ["Consumer", "ConsumerGroup", "Endpoint", "Logstore"]));
}
