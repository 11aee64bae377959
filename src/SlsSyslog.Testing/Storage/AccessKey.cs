namespace SlsSyslog.Testing;

/// <summary>Represents an access key. A key with a token is temporary (STS), and each request must carry the token.</summary>
internal sealed record AccessKey(string Id, string Secret, string? SecurityToken = null, DateTimeOffset? ExpiresAt = null);
