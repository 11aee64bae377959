using System.Text.Json.Serialization;

namespace SlsSyslog.ConsumerGroups;

/// <summary>Describes the responses of the ECS metadata service, of the token service (STS) and of credential programs.</summary>
[JsonSourceGenerationOptions(PropertyNameCaseInsensitive = true)]
[JsonSerializable(typeof(RoleCredentialBody))]
[JsonSerializable(typeof(AssumedRoleBody))]
[JsonSerializable(typeof(ProcessCredentialBody))]
internal sealed partial class CredentialJson : JsonSerializerContext;

internal sealed record RoleCredentialBody(
    string? AccessKeyId, string? AccessKeySecret, string? SecurityToken, DateTimeOffset? Expiration, string? Code)
{
    public SlsCredential ToCredential(string service) =>
        AccessKeyId is { Length: > 0 } id && AccessKeySecret is { Length: > 0 } secret
        && SecurityToken is { Length: > 0 } token && Expiration is { } expiration
            ? new SlsCredential(id, secret, token, expiration)
            : throw new SlsCredentialException($"{service} did not return a complete access key{(Code is null ? "" : $" (code {Code})")}.");
}

internal sealed record AssumedRoleBody(RoleCredentialBody? Credentials, string? Code, string? Message);

internal sealed record ProcessCredentialBody(
    string? AccessKeyId,
    string? AccessKeySecret,
    string? SecurityToken,
    string? Expiration,
    [property: JsonPropertyName("access_key_id")] string? CliAccessKeyId,
    [property: JsonPropertyName("access_key_secret")] string? CliAccessKeySecret,
    [property: JsonPropertyName("sts_token")] string? StsToken);
