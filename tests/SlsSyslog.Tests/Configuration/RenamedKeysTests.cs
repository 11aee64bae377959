namespace SlsSyslog.Tests;

public sealed class RenamedKeysTests
{
    [Theory]
    [InlineData("SlsSyslog:Message:Format", "SlsSyslog:Message:Envelope")]
    [InlineData("SlsSyslog:Routes:audit:Destination:window", "SlsSyslog:Routes:audit:Destination:WindowSize")]
    [InlineData("SlsSyslog:Message:Envelope", null)]
    [InlineData("SlsSyslog:Source:Format", null)]
    public void Find_OldPath_ReturnsTheNewOne(string path, string? expected) => Assert.Equal(expected, RenamedKeys.Find(path));
}
