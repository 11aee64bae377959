namespace SlsSyslog.ConsumerGroups;

/// <summary>
/// Specifies the credentials of a source: where the first access key comes from, and the roles that are assumed with it, one after the other.
/// Sources with different credentials can run in one process.
/// </summary>
public sealed class CredentialOptions : IValidatedOptions
{
    /// <summary>Gets or sets where the credentials come from.</summary>
    /// <value>The default is <see cref="CredentialType.Default"/>, which uses the credentials of the host.</value>
    public CredentialType Type { get; set; }

    /// <summary>Gets or sets the access key ID. Requires the type <see cref="CredentialType.AccessKey"/>.</summary>
    /// <value>The default is an empty string.</value>
    public string AccessKeyId { get; set; } = "";

    /// <summary>
    /// Gets or sets the access key secret. Requires the type <see cref="CredentialType.AccessKey"/>. Keep it in a secret store or in an
    /// environment variable, not in a file that others can read.
    /// </summary>
    /// <value>The default is an empty string.</value>
    public string AccessKeySecret { get; set; } = "";

    /// <summary>Gets or sets the security token of a temporary access key. It is not renewed.</summary>
    /// <value>The default is an empty string, which means a permanent access key.</value>
    public string SecurityToken { get; set; } = "";

    /// <summary>Gets or sets the name of the role of the ECS instance.</summary>
    /// <value>The default is an empty string, which requests the name from the metadata service.</value>
    public string EcsRole { get; set => field = PlainText.Trim(value); } = "";

    /// <summary>Gets or sets the name of the role to assume with an OIDC token.</summary>
    /// <value>The default is an empty string, which uses the variable <c>ALIBABA_CLOUD_ROLE_ARN</c>.</value>
    public string OidcRoleArn { get; set => field = PlainText.Trim(value); } = "";

    /// <summary>Gets or sets the name of the OIDC identity provider.</summary>
    /// <value>The default is an empty string, which uses the variable <c>ALIBABA_CLOUD_OIDC_PROVIDER_ARN</c>.</value>
    public string OidcProviderArn { get; set => field = PlainText.Trim(value); } = "";

    /// <summary>Gets or sets the file that contains the OIDC token. It is read at each renewal.</summary>
    /// <value>The default is an empty string, which uses the variable <c>ALIBABA_CLOUD_OIDC_TOKEN_FILE</c>.</value>
    public string OidcTokenFile { get; set => field = PlainText.Trim(value); } = "";

    /// <summary>Gets or sets the credentials file.</summary>
    /// <value>
    /// The default is an empty string, which uses the variable <c>ALIBABA_CLOUD_CREDENTIALS_FILE</c>, or <c>.alibabacloud/credentials</c> in
    /// the folder of the user.
    /// </value>
    public string ProfileFile { get; set => field = PlainText.Trim(value); } = "";

    /// <summary>Gets or sets the name of the profile in the credentials file.</summary>
    /// <value>The default is an empty string, which uses the variable <c>ALIBABA_CLOUD_PROFILE</c>, or the profile named default.</value>
    public string ProfileName { get; set => field = PlainText.Trim(value); } = "";

    /// <summary>Gets or sets the address of the service that returns an access key as JSON.</summary>
    /// <value>The default is an empty string, which uses the variable <c>ALIBABA_CLOUD_CREDENTIALS_URI</c>.</value>
    public string ServiceAddress { get; set => field = PlainText.Trim(value); } = "";

    /// <summary>
    /// Gets or sets the program that writes an access key as JSON to its standard output, and its arguments. No shell is used.
    /// </summary>
    /// <value>The default is empty.</value>
    public IList<string> Command { get; set; } = [];

    /// <summary>Gets or sets how long the program may run.</summary>
    /// <value>The default is 10 seconds.</value>
    [OptionRange("00:00:01", "00:01:00")]
    public TimeSpan CommandTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets the roles to assume in order, each with the credentials of the one before, for example in another account.</summary>
    /// <value>The default is empty.</value>
    public OptionsList<AssumedRoleOptions> Roles { get; } = [];

    /// <summary>
    /// Gets or sets the address of the token service (STS), such as <c>sts-vpc.cn-hangzhou.aliyuncs.com</c>. Requires a role to assume.
    /// </summary>
    /// <value>The default is an empty string, which uses <c>sts.aliyuncs.com</c>.</value>
    public string StsEndpoint { get; set => field = PlainText.Trim(value); } = "";

    /// <inheritdoc/>
    public void Validate(OptionErrors errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        foreach ((string name, bool isSet, CredentialType type, string? fix) in Keys())
        {
            if (isSet && type != Type)
            {
                errors.Add(
                    name, $"The option has no effect, because {nameof(Type)} is {Type}.", $"Remove it, or set {nameof(Type)} to {type}.");
            }
            else if (!isSet && type == Type && fix is not null)
            {
                errors.CheckLocal(name, () => new OptionError("", "The value is missing.", fix));
            }
        }

        ValidateKey(errors, nameof(AccessKeyId), AccessKeyId);
        ValidateKey(errors, nameof(AccessKeySecret), AccessKeySecret);
        ValidateKey(errors, nameof(SecurityToken), SecurityToken);
        ValidateProfile(errors);
        ValidateServiceAddress(errors);
        ValidateStsEndpoint(errors);
        for (int i = 0; i < Roles.Count; i++)
        {
            errors.Validate(string.Create(CultureInfo.InvariantCulture, $"{nameof(Roles)}:{i}"), Roles[i]);
        }
    }

    internal CredentialOptions Copy()
    {
        CredentialOptions copy = new()
        {
            Type = Type,
            AccessKeyId = AccessKeyId,
            AccessKeySecret = AccessKeySecret,
            SecurityToken = SecurityToken,
            EcsRole = EcsRole,
            OidcRoleArn = OidcRoleArn,
            OidcProviderArn = OidcProviderArn,
            OidcTokenFile = OidcTokenFile,
            ProfileFile = ProfileFile,
            ProfileName = ProfileName,
            ServiceAddress = ServiceAddress,
            Command = [.. Command],
            CommandTimeout = CommandTimeout,
            StsEndpoint = StsEndpoint,
        };
        foreach (AssumedRoleOptions role in Roles)
        {
            copy.Roles.Add(role.Copy());
        }

        return copy;
    }

    // A value that has a variable is missing only when the variable is missing too.
    private IEnumerable<(string Name, bool IsSet, CredentialType Type, string? Fix)> Keys() =>
    [
        (nameof(AccessKeyId), AccessKeyId.Length > 0, CredentialType.AccessKey, "Specify the access key ID."),
        (nameof(AccessKeySecret), AccessKeySecret.Length > 0, CredentialType.AccessKey, "Specify the access key secret."),
        (nameof(SecurityToken), SecurityToken.Length > 0, CredentialType.AccessKey, null),
        (nameof(EcsRole), EcsRole.Length > 0, CredentialType.EcsRole, null),
        (nameof(OidcRoleArn), OidcRoleArn.Length > 0, CredentialType.OidcRole, OrVariable(OidcRoleCredentialProvider.RoleVariable)),
        (nameof(OidcProviderArn), OidcProviderArn.Length > 0, CredentialType.OidcRole, OrVariable(OidcRoleCredentialProvider.ProviderVariable)),
        (nameof(OidcTokenFile), OidcTokenFile.Length > 0, CredentialType.OidcRole, OrVariable(OidcRoleCredentialProvider.FileVariable)),
        (nameof(ProfileFile), ProfileFile.Length > 0, CredentialType.Profile, null),
        (nameof(ProfileName), ProfileName.Length > 0, CredentialType.Profile, null),
        (nameof(ServiceAddress), ServiceAddress.Length > 0, CredentialType.Uri, OrVariable(UriCredentialProvider.Variable)),
        (nameof(Command), Command.Count > 0, CredentialType.Process, "Specify the path of the program, and each argument as another item."),
    ];

    private static string? OrVariable(string name) =>
        CredentialVariables.Read(Environment.GetEnvironmentVariable, name) is null
            ? $"Specify it, or set the environment variable {name}."
            : null;

    // The value is a secret, and is not repeated.
    private static void ValidateKey(OptionErrors errors, string option, string value)
    {
        if (CredentialVariables.FindProblem(value) is { } problem)
        {
            errors.Add(option, problem, "Specify the value without blanks and line ends.");
        }
    }

    private void ValidateProfile(OptionErrors errors)
    {
        if (Type == CredentialType.Profile)
        {
            errors.CheckLocal(
                ProfileFile.Length > 0 || ProfileName.Length == 0 ? nameof(ProfileFile) : nameof(ProfileName),
                () => new CredentialFile(ProfileFile, ProfileName).FindProblem() is { } problem
                    ? new OptionError("", problem, "Specify a credentials file with a valid profile.")
                    : null);
        }
    }

    // The address can contain a secret.
    private void ValidateServiceAddress(OptionErrors errors)
    {
        if (ServiceAddress.Length > 0 && !UriCredentialProvider.TryParse(ServiceAddress, out _))
        {
            errors.Add(nameof(ServiceAddress), "The address is not valid.", "Specify an address such as http://127.0.0.1:8080/credentials.");
        }
    }

    private void ValidateStsEndpoint(OptionErrors errors)
    {
        if (StsEndpoint.Length == 0)
        {
            return;
        }

        if (Roles.Count == 0 && Type is not (CredentialType.OidcRole or CredentialType.Profile))
        {
            errors.Add(nameof(StsEndpoint), "The option has no effect, because no role is assumed.", $"Add a role to {nameof(Roles)}, or remove it.");
        }
        else if (TokenService.ParseAddress(StsEndpoint, out _) is { } problem)
        {
            errors.Add(nameof(StsEndpoint), problem, "Specify a host such as sts-vpc.cn-hangzhou.aliyuncs.com.");
        }
    }
}
