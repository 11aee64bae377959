namespace SlsSyslog.ConsumerGroups.Tests;

public sealed class EnvironmentCredentialProviderTests
{
    [Fact]
    public async Task GetAsync_AllVariablesSet_ReturnsThem()
    {
        Dictionary<string, string> variables = new()
        {
            ["ALIBABA_CLOUD_ACCESS_KEY_ID"] = "id",
            ["ALIBABA_CLOUD_ACCESS_KEY_SECRET"] = "secret\n",
            ["ALIBABA_CLOUD_SECURITY_TOKEN"] = "token",
        };

        SlsCredential credential = await new EnvironmentCredentialProvider(variables.GetValueOrDefault).GetAsync(CancellationToken.None);

        Assert.Equal(("id", "secret", "token"), (credential.AccessKeyId, credential.AccessKeySecret, credential.SecurityToken));
        Assert.Equal("access key id with a security token", credential.ToString());
    }

    [Fact]
    public async Task GetAsync_VariableIsMissing_ReportsTheVariables()
    {
        SlsCredentialException exception = await Assert.ThrowsAsync<SlsCredentialException>(
            () => new EnvironmentCredentialProvider(_ => null).GetAsync(CancellationToken.None).AsTask());

        Assert.Contains("ALIBABA_CLOUD_ACCESS_KEY_ID", exception.Message, StringComparison.Ordinal);
    }
}
