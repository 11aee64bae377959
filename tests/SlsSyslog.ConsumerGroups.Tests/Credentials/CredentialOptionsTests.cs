using SlsSyslog.Serialization;

namespace SlsSyslog.ConsumerGroups.Tests;

public sealed class CredentialOptionsTests
{
    [Theory]
    [InlineData("a b", "The value contains a blank.")]
    [InlineData(" ab", "The value contains a blank.")]
    [InlineData("ab\n", "The value contains a line end.")]
    [InlineData("a\r\nb", "The value contains a line end.")]
    [InlineData("a\u00e4", "The value contains a character that is not ASCII.")]
    [InlineData("a\u200b", "The value contains a character that is not ASCII.")]
    public void Validate_KeyWithBlanks_IsAnErrorWithoutTheValue(string value, string problem)
    {
        CredentialOptions[] all =
        [
            new() { Type = CredentialType.AccessKey, AccessKeyId = value, AccessKeySecret = "s" },
            new() { Type = CredentialType.AccessKey, AccessKeyId = "i", AccessKeySecret = value },
            new() { Type = CredentialType.AccessKey, AccessKeyId = "i", AccessKeySecret = "s", SecurityToken = value },
        ];

        OptionError[] errors = [.. all.Select(options => Assert.Single(options.Validate()))];

        Assert.Equal(["AccessKeyId", "AccessKeySecret", "SecurityToken"], errors.Select(error => error.Path));
        Assert.All(errors, error => Assert.Equal($"{problem} Specify the value without blanks and line ends.", $"{error.Problem} {error.Fix}"));
    }

    [Fact]
    public void Validate_KeysOfAnotherType_AreErrors()
    {
        CredentialOptions options = new()
        {
            Type = CredentialType.EcsRole,
            AccessKeyId = "id",
            ServiceAddress = "http://127.0.0.1/",
            Command = ["/bin/true"],
            ProfileName = "audit",
            StsEndpoint = "sts.aliyuncs.com",
        };

        Assert.Equal(["AccessKeyId", "Command", "ProfileName", "ServiceAddress", "StsEndpoint"], options.Validate().Select(error => error.Path));
        Assert.Equal(
            "The option has no effect, because Type is EcsRole. Remove it, or set Type to AccessKey.",
            $"{options.Validate().First().Problem} {options.Validate().First().Fix}");
    }

    [Theory]
    [InlineData(CredentialType.AccessKey, "AccessKeyId, AccessKeySecret")]
    [InlineData(CredentialType.OidcRole, "OidcProviderArn, OidcRoleArn, OidcTokenFile")]
    [InlineData(CredentialType.Uri, "ServiceAddress")]
    [InlineData(CredentialType.Process, "Command")]
    [InlineData(CredentialType.EcsRole, "")]
    [InlineData(CredentialType.Default, "")]
    public void Validate_MissingValues_AreErrors(CredentialType type, string expected) =>
        Assert.Equal(expected, string.Join(", ", new CredentialOptions { Type = type }.Validate().Select(error => error.Path)));

    [Fact]
    public void Validate_ProfileThatDoesNotExist_IsAnError()
    {
        OptionError error = Assert.Single(new CredentialOptions { Type = CredentialType.Profile, ProfileFile = "/missing/credentials" }.Validate());

        Assert.Equal("ProfileFile", error.Path);
        Assert.StartsWith("The credentials file '/missing/credentials' cannot be read: ", error.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_Roles_ReportTheirErrors()
    {
        CredentialOptions options = new() { StsEndpoint = "ftp://sts" };
        options.Roles.Add(new AssumedRoleOptions());
        options.Roles.Add(new AssumedRoleOptions
        {
            Arn = "siem",
            SessionName = "a b",
            ExternalId = "a b",
            Policy = "allow everything",
            Duration = TimeSpan.FromMinutes(1),
        });

        Assert.Equal(
            [
                "Roles:0:Arn: The value is missing. Specify a name such as acs:ram::1234567890123456:role/siem.",
                "Roles:1:Arn: 'siem' is not a valid role name. Specify a name such as acs:ram::1234567890123456:role/siem.",
                "Roles:1:Duration: The value 00:01:00 is out of range. Specify a value from 00:15:00 to 12:00:00.",
                "Roles:1:ExternalId: The value contains a space or a character that is not ASCII. Specify the external ID only.",
                "Roles:1:Policy: The policy is not a JSON object. Specify a policy in the form of RAM, or remove it.",
                "Roles:1:SessionName: 'a b' is not a valid session name. Specify 2 to 64 letters, digits and the characters - _ . @.",
                "StsEndpoint: The scheme 'ftp' is not supported. Specify a host such as sts-vpc.cn-hangzhou.aliyuncs.com.",
            ],
            options.Validate().Select(error => error.ToString()));
    }

    [Fact]
    public void ValidateVariables_BlankInAKey_IsAnErrorWithTheVariable()
    {
        Dictionary<string, string> variables = new()
        {
            ["ALIBABA_CLOUD_ACCESS_KEY_ID"] = "id\n",
            ["ALIBABA_CLOUD_ACCESS_KEY_SECRET"] = "the secret",
        };
        OptionErrors errors = new();

        EnvironmentCredentialProvider.ValidateVariables(errors, variables.GetValueOrDefault);

        OptionError error = Assert.Single(errors.All);
        Assert.Equal(("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "The value contains a blank."), (error.Path, error.Problem));
    }
}
