namespace SlsSyslog.ConsumerGroups.Tests;

public sealed class SlsEndpointTests
{
    [Theory]
    [InlineData("cn-hangzhou.log.aliyuncs.com", "https://proj.cn-hangzhou.log.aliyuncs.com", "proj.cn-hangzhou.log.aliyuncs.com", false)]
    [InlineData("http://cn-hangzhou.log.aliyuncs.com/", "http://proj.cn-hangzhou.log.aliyuncs.com", "proj.cn-hangzhou.log.aliyuncs.com", false)]
    [InlineData(
        "https://cn-hangzhou.log.aliyuncs.com:8443/x?y",
        "https://proj.cn-hangzhou.log.aliyuncs.com:8443",
        "proj.cn-hangzhou.log.aliyuncs.com:8443", false)]
    [InlineData("https://proj.cn-hangzhou.log.aliyuncs.com", "https://proj.cn-hangzhou.log.aliyuncs.com", "proj.cn-hangzhou.log.aliyuncs.com", false)]
    [InlineData("http://127.0.0.1:8080", "http://127.0.0.1:8080", "proj.127.0.0.1:8080", true)]
    [InlineData("127.0.0.1:8080", "https://127.0.0.1:8080", "proj.127.0.0.1:8080", true)]
    [InlineData("http://localhost", "http://localhost", "proj.localhost", true)]
    public void TryParse_Address_ReturnsAddressAndHost(string text, string address, string host, bool isLocal)
    {
        Assert.True(SlsEndpoint.TryParse(text, "proj", out SlsEndpoint? endpoint));

        Assert.Equal(address, endpoint!.Address);
        Assert.Equal(host, endpoint.Host);
        Assert.Equal(isLocal, endpoint.IsLocal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("ftp://host")]
    [InlineData("https://user:secret@host")]
    [InlineData("not an address")]
    public void TryParse_InvalidAddress_IsRejected(string text) => Assert.False(SlsEndpoint.TryParse(text, "proj", out _));
}
