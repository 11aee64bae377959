using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SlsSyslog.ConsumerGroups;

namespace SlsSyslog.Hosting;

/// <summary>
/// Reads credentials from the variables of Alibaba's samples, or from files that variables name, as containers provide them; without them, those
/// of Alibaba's SDKs apply.
/// </summary>
internal static class SampleCredentials
{
    private static readonly CredentialVariable KeyId = new("SLS_AK_ID");
    private static readonly CredentialVariable KeySecret = new("SLS_AK_KEY");
    private static readonly CredentialVariable Token = new("SLS_STS_TOKEN");

    // Any of these specifies credentials in another way: a key pair, an OIDC role, a profile, the role of the ECS instance, a service.
    private static readonly string[] OtherVariables =
    [
        "ALIBABA_CLOUD_ACCESS_KEY_ID", "ALIBABA_CLOUD_OIDC_TOKEN_FILE", "ALIBABA_CLOUD_CREDENTIALS_FILE", "ALIBABA_CLOUD_PROFILE",
        "ALIBABA_CLOUD_ECS_METADATA", "ALIBABA_CLOUD_CREDENTIALS_URI",
    ];

    /// <summary>Gets the names of the variables.</summary>
    public static IReadOnlyList<string> Variables { get; } =
        [KeyId.Name, KeySecret.Name, Token.Name, KeyId.FileName, KeySecret.FileName, Token.FileName];

    public static ISlsSyslogBuilder UseSampleCredentials(this ISlsSyslogBuilder builder, bool needsCredentials)
    {
        if (needsCredentials || KeyId.IsSet || KeySecret.IsSet)
        {
            builder.Services.AddSingleton<IValidateOptions<SlsSyslogOptions>, Validator>();
        }

        return (KeyId.IsSet && KeySecret.IsSet, KeyId.IsFile || KeySecret.IsFile || Token.IsFile) switch
        {
            (false, _) => builder,
            (true, false) => builder.UseCredentials(_ => new StaticCredentialProvider(Read())),

            // Kubernetes and others replace the content of the files: they are read again every minute, and when SLS rejects the key.
            (true, true) => builder.UseCredentials(services =>
                new DelegateCredentialProvider(_ => Task.FromResult(Read()), services.GetRequiredService<TimeProvider>())),
        };
    }

    private static SlsCredential Read() => new(KeyId.Read()!, KeySecret.Read()!, Token.Read());

    private sealed class Validator : IValidateOptions<SlsSyslogOptions>
    {
        public ValidateOptionsResult Validate(string? name, SlsSyslogOptions options)
        {
            string[] errors = [.. new[] { KeyId, KeySecret, Token }.Select(variable => variable.FindError()).OfType<string>()];
            return errors.Length > 0 ? ValidateOptionsResult.Fail(errors) : (KeyId.IsSet, KeySecret.IsSet) switch
            {
                (false, false) when OtherVariables.Any(IsSet) || HaveCredentials(options) => ValidateOptionsResult.Success,
                (false, false) => ValidateOptionsResult.Fail([
                    $"{KeyId.Name}: The environment variable is missing. Specify the ID of an access key that may read the logstore.",
                    $"{KeySecret.Name}: The environment variable is missing. Specify the secret of that access key."]),
                (false, true) => Missing(KeyId, KeySecret),
                (true, false) => Missing(KeySecret, KeyId),
                (true, true) => Check(),
            };
        }

        private static ValidateOptionsResult Missing(CredentialVariable missing, CredentialVariable other) =>
            ValidateOptionsResult.Fail($"{missing.Name}: The environment variable is missing, but {other.Label} is set. Set both.");

        private static bool IsSet(string variable) => !string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(variable));

        private static bool HaveCredentials(SlsSyslogOptions options)
        {
            ConsumerGroupOptions[] sources =
            [
                .. options.Routes.Values.Select(route => route.Source).Prepend(options.Source).Where(source => source.Project.Length > 0),
            ];
            return sources.Length > 0 && Array.TrueForAll(sources, source => source.Credentials.Type != CredentialType.Default);
        }

        private static ValidateOptionsResult Check()
        {
            try
            {
                _ = Read();
                return ValidateOptionsResult.Success;
            }
            catch (ArgumentException exception)
            {
                CredentialVariable variable = exception.ParamName switch
                {
                    "accessKeyId" => KeyId,
                    "accessKeySecret" => KeySecret,
                    _ => Token,
                };
                return ValidateOptionsResult.Fail($"{variable.Label}: {exception.Message.Split(" (Parameter", 2)[0]}");
            }
        }
    }
}
