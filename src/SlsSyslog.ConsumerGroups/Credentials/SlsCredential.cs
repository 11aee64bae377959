namespace SlsSyslog.ConsumerGroups;

/// <summary>An access key, with a security token when it is temporary. Its text never shows the secret or the token.</summary>
/// <param name="accessKeyId">The access key id.</param>
/// <param name="accessKeySecret">The access key secret.</param>
/// <param name="securityToken">The STS token, null for a permanent key.</param>
/// <param name="expiresAt">When the key stops working, null when it does not.</param>
public sealed class SlsCredential(string accessKeyId, string accessKeySecret, string? securityToken = null, DateTimeOffset? expiresAt = null)
{
    /// <summary>The access key id.</summary>
    public string AccessKeyId { get; } = accessKeyId;

    /// <summary>The access key secret.</summary>
    public string AccessKeySecret { get; } = accessKeySecret;

    /// <summary>The STS token, null for a permanent key.</summary>
    public string? SecurityToken { get; } = securityToken;

    /// <summary>When the key stops working, null when it does not.</summary>
    public DateTimeOffset? ExpiresAt { get; } = expiresAt;

    /// <inheritdoc/>
    public override string ToString() => $"access key {AccessKeyId}{(SecurityToken is null ? "" : " with a security token")}";
}
