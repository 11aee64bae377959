namespace SlsSyslog.ConsumerGroups.Tests;

public sealed class LogGroupCheckTests
{
    // The field is valid until its length is compared with the end of the array.
    [Theory]
    [InlineData("0a060a04127f0a7b")]
    [InlineData("0a060a04127f0a00")]
    [InlineData("0a060a0412280a24")]
    public void CountGroups_LastFieldExceedsTheSlack_Throws(string hex)
    {
        byte[] list = Convert.FromHexString(hex);

        Assert.Throws<SlsProtocolException>(() => LogGroupCheck.CountGroups([.. list, .. new byte[Lz4Block.Slack]], list.Length, out _));
    }
}
