using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SlsSyslog.ConsumerGroups;

namespace SlsSyslog.Hosting;

/// <summary>Reads credentials from the variables of Alibaba's samples; without them, those of Alibaba's SDKs apply.</summary>
internal static class SampleCredentials
{
    private const string KeyId = "SLS_AK_ID";
    private const string KeySecret = "SLS_AK_KEY";
    private const string Token = "SLS_STS_TOKEN";

    // Any of these specifies credentials in another way: a key pair, an OIDC role, a profile, the role of the ECS instance, a service.
    private static readonly string[] OtherVariables =
    [
        "ALIBABA_CLOUD_ACCESS_KEY_ID", "ALIBABA_CLOUD_OIDC_TOKEN_FILE", "ALIBABA_CLOUD_CREDENTIALS_FILE", "ALIBABA_CLOUD_PROFILE",
        "ALIBABA_CLOUD_ECS_METADATA", "ALIBABA_CLOUD_CREDENTIALS_URI",
    ];

    /// <summary>Gets the names of the variables.</summary>
    public static IReadOnlyList<string> Variables { get; } = [KeyId, KeySecret, Token];

    public static ISlsSyslogBuilder UseSampleCredentials(this ISlsSyslogBuilder builder)
    {
        builder.Services.AddSingleton<IValidateOptions<SlsSyslogOptions>, Validator>();
        return Get(KeyId) is { } id && Get(KeySecret) is { } secret
            ? builder.UseCredentials(_ => new StaticCredentialProvider(new SlsCredential(id, secret, Get(Token))))
            : builder;
    }

    private static string? Get(string name) => Environment.GetEnvironmentVariable(name)?.Trim() is { Length: > 0 } value ? value : null;

    private sealed class Validator : IValidateOptions<SlsSyslogOptions>
    {
        public ValidateOptionsResult Validate(string? name, SlsSyslogOptions options) => (Get(KeyId), Get(KeySecret)) switch
        {
            (null, null) when OtherVariables.Any(name => Get(name) is not null) || HaveCredentials(options) => ValidateOptionsResult.Success,
            (null, null) => ValidateOptionsResult.Fail([
                $"{KeyId}: The environment variable is missing. Specify the ID of an access key that may read the logstore.",
                $"{KeySecret}: The environment variable is missing. Specify the secret of that access key."]),
            (null, _) => ValidateOptionsResult.Fail($"{KeyId}: The environment variable is missing, but {KeySecret} is set. Set both."),
            (_, null) => ValidateOptionsResult.Fail($"{KeySecret}: The environment variable is missing, but {KeyId} is set. Set both."),
            ({ } id, { } secret) => Check(id, secret),
        };

        private static bool HaveCredentials(SlsSyslogOptions options)
        {
            ConsumerGroupOptions[] sources =
            [
                .. options.Routes.Values.Select(route => route.Source).Prepend(options.Source).Where(source => source.Project.Length > 0),
            ];
            return sources.Length > 0 && Array.TrueForAll(sources, source => source.Credentials.Type != CredentialType.Default);
        }

        private static ValidateOptionsResult Check(string id, string secret)
        {
            try
            {
                _ = new SlsCredential(id, secret, Get(Token));
                return ValidateOptionsResult.Success;
            }
            catch (ArgumentException exception)
            {
                return ValidateOptionsResult.Fail($"{KeyId}, {KeySecret}, {Token}: {exception.Message}");
            }
        }
    }
}
