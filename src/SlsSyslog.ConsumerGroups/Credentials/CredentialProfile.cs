namespace SlsSyslog.ConsumerGroups;

/// <summary>Converts the keys of a profile in a credentials file to options.</summary>
internal static class CredentialProfile
{
    private static readonly (string Key, string Option)[] Keys =
    [
        ("access_key_id", nameof(CredentialOptions.AccessKeyId)),
        ("access_key_secret", nameof(CredentialOptions.AccessKeySecret)),
        ("security_token", nameof(CredentialOptions.SecurityToken)),
        ("oidc_provider_arn", nameof(CredentialOptions.OidcProviderArn)),
        ("oidc_token_file_path", nameof(CredentialOptions.OidcTokenFile)),
        ("credentials_uri", nameof(CredentialOptions.ServiceAddress)),
        ("role_arn", nameof(CredentialOptions.OidcRoleArn)),
        ("role_arn", "Roles:0:Arn"),
        ("role_session_name", "Roles:0:SessionName"),
        ("external_id", "Roles:0:ExternalId"),
        ("policy", "Roles:0:Policy"),
    ];

    /// <summary>Returns the key of the file for the path of an option.</summary>
    public static string KeyOf(string option) => Array.Find(Keys, pair => pair.Option == option).Key ?? option;

    /// <exception cref="SlsCredentialException">The type of the profile is missing or not supported.</exception>
    public static CredentialOptions ToOptions(Dictionary<string, string> values, string profile)
    {
        switch (Get(values, "type"))
        {
            case "access_key":
            case "sts":
                return AccessKey(values);
            case "ram_role_arn":
                CredentialOptions options = AccessKey(values);
                options.Roles.Add(new AssumedRoleOptions
                {
                    Arn = Get(values, "role_arn"),
                    SessionName = Get(values, "role_session_name") is { Length: > 0 } session ? session : new AssumedRoleOptions().SessionName,
                    ExternalId = Get(values, "external_id"),
                    Policy = Get(values, "policy"),
                });
                return options;
            case "ecs_ram_role":
                return new() { Type = CredentialType.EcsRole, EcsRole = Get(values, "role_name") };
            case "oidc_role_arn":
                return new()
                {
                    Type = CredentialType.OidcRole,
                    OidcRoleArn = Get(values, "role_arn"),
                    OidcProviderArn = Get(values, "oidc_provider_arn"),
                    OidcTokenFile = Get(values, "oidc_token_file_path"),
                };
            case "credentials_uri":
                return new() { Type = CredentialType.Uri, ServiceAddress = Get(values, "credentials_uri") };
            case "":
                throw new SlsCredentialException($"{profile} has no type.");
            default:
                throw new SlsCredentialException(
                    $"{profile} has the type '{Get(values, "type")}', which is not supported. "
                    + "Use access_key, sts, ram_role_arn, ecs_ram_role, oidc_role_arn or credentials_uri.");
        }
    }

    private static CredentialOptions AccessKey(Dictionary<string, string> values) => new()
    {
        Type = CredentialType.AccessKey,
        AccessKeyId = Get(values, "access_key_id"),
        AccessKeySecret = Get(values, "access_key_secret"),
        SecurityToken = Get(values, "security_token"),
    };

    private static string Get(Dictionary<string, string> values, string key) => values.GetValueOrDefault(key, "");
}
