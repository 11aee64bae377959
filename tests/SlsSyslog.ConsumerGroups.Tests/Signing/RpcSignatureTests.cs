namespace SlsSyslog.ConsumerGroups.Tests;

public sealed class RpcSignatureTests
{
    // The example of Alibaba Cloud's documentation of the RPC style.
    [Fact]
    public void Sign_ExampleOfTheDocumentation_HasItsSignature()
    {
        Dictionary<string, string> parameters = new()
        {
            ["Timestamp"] = "2016-02-23T12:46:24Z",
            ["Format"] = "XML",
            ["AccessKeyId"] = "testid",
            ["Action"] = "DescribeRegions",
            ["SignatureMethod"] = "HMAC-SHA1",
            ["SignatureNonce"] = "3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf",
            ["Version"] = "2014-05-26",
            ["SignatureVersion"] = "1.0",
        };

        Assert.Equal("OLeaidS1JvxuMvnyHOwuJ+uX5qY=", RpcSignature.Sign("GET", parameters, "testsecret"));
    }
}
