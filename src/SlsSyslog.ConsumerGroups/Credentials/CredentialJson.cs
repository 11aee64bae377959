using System.Text.Json.Serialization;

namespace SlsSyslog.ConsumerGroups;

// What the metadata service of ECS and the token service (STS) answer with.
[JsonSourceGenerationOptions(PropertyNameCaseInsensitive = true)]
[JsonSerializable(typeof(RoleCredentialBody))]
[JsonSerializable(typeof(AssumedRoleBody))]
internal sealed partial class CredentialJson : JsonSerializerContext;

internal sealed record RoleCredentialBody(string? AccessKeyId, string? AccessKeySecret, string? SecurityToken, DateTimeOffset? Expiration, string? Code)
{
    public SlsCredential ToCredential(string from) =>
        AccessKeyId is { Length: > 0 } id && AccessKeySecret is { Length: > 0 } secret && SecurityToken is { Length: > 0 } token && Expiration is { } expiration
            ? new SlsCredential(id, secret, token, expiration)
            : throw new SlsCredentialException($"{from} answered without a complete key{(Code is null ? "" : $" (code {Code})")}.");
}

internal sealed record AssumedRoleBody(RoleCredentialBody? Credentials, string? Code, string? Message);
