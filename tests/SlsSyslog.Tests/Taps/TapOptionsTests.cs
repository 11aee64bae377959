using SlsSyslog.Serialization;

namespace SlsSyslog.Tests;

public sealed class TapOptionsTests
{
    [Fact]
    public void Validate_NoSocketOrAPath_HasNoErrors()
    {
        Assert.Empty(new TapOptions().Validate());
        Assert.Empty(new TapOptions { Socket = " /run/slssyslog/tap.sock " }.Validate());
    }

    [Fact]
    public void Validate_LongPath_SaysWhatIsAllowed() => Assert.Contains(
        "at most 103 bytes", Assert.Single(new TapOptions { Socket = "/" + new string('x', 103) }.Validate()).Fix, StringComparison.Ordinal);
}
