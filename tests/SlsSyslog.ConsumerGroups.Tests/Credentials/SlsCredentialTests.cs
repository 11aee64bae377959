using System.Net;

namespace SlsSyslog.ConsumerGroups.Tests;

public sealed class SlsCredentialTests
{
    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData(" \t ")]
    [InlineData("\uFEFF")]
    [InlineData("\u200B")]
    [InlineData("\0")]
    public void Constructor_InvisibleCharactersAround_AreRemoved(string around)
    {
        SlsCredential credential = new($"{around}id{around}", $"{around}se+cr/et={around}", $"{around}token{around}");

        Assert.Equal(("id", "se+cr/et=", "token"), (credential.AccessKeyId, credential.AccessKeySecret, credential.SecurityToken));
        Assert.Null(new SlsCredential("id", "secret", around).SecurityToken);
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("a\r\nx-log-evil: 1")]
    [InlineData("a\nb")]
    [InlineData("a\u001bb")]
    [InlineData("a\u0085b")]
    [InlineData("a\u00e4b")]
    [InlineData("a\u202eb")]
    public void Constructor_InvisibleCharactersInside_AreRefusedWithoutTheValue(string value)
    {
        string[] problems =
        [
            Assert.Throws<ArgumentException>(() => new SlsCredential(value, "secret")).Message,
            Assert.Throws<ArgumentException>(() => new SlsCredential("id", value)).Message,
            Assert.Throws<ArgumentException>(() => new SlsCredential("id", "secret", value)).Message,
        ];

        Assert.StartsWith("The access key ID contains a space, a line break", problems[0], StringComparison.Ordinal);
        Assert.StartsWith("The access key secret contains", problems[1], StringComparison.Ordinal);
        Assert.StartsWith("The security token contains", problems[2], StringComparison.Ordinal);
        Assert.All(problems, problem => Assert.DoesNotContain(value, problem, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "secret")]
    [InlineData("id", "")]
    [InlineData("\n", "secret")]
    [InlineData(null, "secret")]
    [InlineData("id", null)]
    public void Constructor_MissingValue_IsRefused(string? id, string? secret) =>
        Assert.Throws<ArgumentException>(() => new SlsCredential(id!, secret!));

    // A file, an environment variable, the metadata service, the token service, a secret store.
    [Fact]
    public async Task Providers_LineEndsAroundTheKey_SignWithTheKey()
    {
        TestTimeProvider timeProvider = new();
        Dictionary<string, string> variables = new()
        {
            ["ALIBABA_CLOUD_ACCESS_KEY_ID"] = "\uFEFFid\r\n",
            ["ALIBABA_CLOUD_ACCESS_KEY_SECRET"] = " s\n",
            ["ALIBABA_CLOUD_SECURITY_TOKEN"] = "t\n",
        };
        StubHandler metadata = new(_ => StubHandler.Json(
            HttpStatusCode.OK,
            """{"AccessKeyId":"id\n","AccessKeySecret":" s","SecurityToken":"t\r\n","Expiration":"2027-01-15T09:09:10Z","Code":"Success"}"""));
        using EcsRoleCredentialProvider ecs = new(timeProvider, " role\n", _ => null, metadata, new Uri("http://metadata.test"));
        using DelegateCredentialProvider store = new(
            _ => Task.FromResult(new SlsCredential("id\n", "s\n", "t\n")), timeProvider);

        foreach (ISlsCredentialProvider provider in
            new ISlsCredentialProvider[] { new EnvironmentCredentialProvider(variables.GetValueOrDefault), ecs, store })
        {
            SlsCredential credential = await provider.GetAsync(CancellationToken.None);
            Assert.Equal(("id", "s", "t"), (credential.AccessKeyId, credential.AccessKeySecret, credential.SecurityToken));
        }

        Assert.EndsWith("/role", metadata.Requests[^1].RequestUri!.AbsolutePath, StringComparison.Ordinal);
    }
}
