namespace SlsSyslog.ConsumerGroups;

/// <summary>Represents an access key, with a security token if it is temporary. Its text never contains the secret or the token.</summary>
/// <param name="accessKeyId">The access key ID.</param>
/// <param name="accessKeySecret">The access key secret.</param>
/// <param name="securityToken">The STS token, or <see langword="null"/> for a permanent key.</param>
/// <param name="expiresAt">The time at which the key expires, or <see langword="null"/> if it does not expire.</param>
public sealed class SlsCredential(string accessKeyId, string accessKeySecret, string? securityToken = null, DateTimeOffset? expiresAt = null)
{
    /// <summary>Gets the access key ID.</summary>
    public string AccessKeyId { get; } = accessKeyId;

    /// <summary>Gets the access key secret.</summary>
    public string AccessKeySecret { get; } = accessKeySecret;

    /// <summary>Gets the STS token, or <see langword="null"/> for a permanent key.</summary>
    public string? SecurityToken { get; } = securityToken;

    /// <summary>Gets the time at which the key expires, or <see langword="null"/> if it does not expire.</summary>
    public DateTimeOffset? ExpiresAt { get; } = expiresAt;

    /// <inheritdoc/>
    public override string ToString() => $"access key {AccessKeyId}{(SecurityToken is null ? "" : " with a security token")}";
}
