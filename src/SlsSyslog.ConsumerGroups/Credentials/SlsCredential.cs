namespace SlsSyslog.ConsumerGroups;

/// <summary>
/// Represents an access key, with a security token if it is temporary. White space and line ends around a value are removed. The text of this
/// class never contains the secret or the token.
/// </summary>
public sealed class SlsCredential
{
    /// <summary>Initializes a new instance of the <see cref="SlsCredential"/> class.</summary>
    /// <param name="accessKeyId">The access key ID.</param>
    /// <param name="accessKeySecret">The access key secret.</param>
    /// <param name="securityToken">The STS token, or <see langword="null"/> for a permanent key.</param>
    /// <param name="expiresAt">The time at which the key expires, or <see langword="null"/> if it does not expire.</param>
    /// <exception cref="ArgumentException">A value is empty, or contains a space, a line break or a character that is not ASCII.</exception>
    public SlsCredential(string accessKeyId, string accessKeySecret, string? securityToken = null, DateTimeOffset? expiresAt = null)
    {
        AccessKeyId = Read(accessKeyId, "access key ID", nameof(accessKeyId));
        AccessKeySecret = Read(accessKeySecret, "access key secret", nameof(accessKeySecret));
        SecurityToken = PlainText.Trim(securityToken).Length == 0 ? null : Read(securityToken, "security token", nameof(securityToken));
        ExpiresAt = expiresAt;
    }

    /// <summary>Gets the access key ID.</summary>
    public string AccessKeyId { get; }

    /// <summary>Gets the access key secret.</summary>
    public string AccessKeySecret { get; }

    /// <summary>Gets the STS token, or <see langword="null"/> for a permanent key.</summary>
    public string? SecurityToken { get; }

    /// <summary>Gets the time at which the key expires, or <see langword="null"/> if it does not expire.</summary>
    public DateTimeOffset? ExpiresAt { get; }

    /// <inheritdoc/>
    public override string ToString() => $"access key {AccessKeyId}{(SecurityToken is null ? "" : " with a security token")}";

    // The ID and the token become headers, where a line break would begin another one. A secret with one never matches.
    private static string Read(string? value, string kind, string parameter)
    {
        string trimmed = PlainText.Trim(value);
        return trimmed.Length == 0 ? throw new ArgumentException($"The {kind} is empty. Specify it.", parameter)
            : trimmed.AsSpan().ContainsAnyExceptInRange('!', '~')
                ? throw new ArgumentException(
                    $"The {kind} contains a space, a line break or a character that is not ASCII. Specify only the {kind}.", parameter)
            : trimmed;
    }
}
