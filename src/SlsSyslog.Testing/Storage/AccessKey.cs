namespace SlsSyslog.Testing;

/// <summary>An access key; with a token it is temporary (STS), and the token must come with each request.</summary>
internal sealed record AccessKey(string Id, string Secret, string? SecurityToken = null, DateTimeOffset? ExpiresAt = null);
