namespace SlsSyslog.ConsumerGroups;

/// <summary>Represents fetched credentials. The time of the fetch is that of the local clock.</summary>
internal sealed record KeptCredential(SlsCredential Credential, DateTimeOffset FetchedAt)
{
    // The time of the refresh before the expiry, but at most a fifth of a short lifetime.
    private static readonly TimeSpan RefreshAhead = TimeSpan.FromMinutes(15);

    // How long credentials without an expiry are used before they are requested again.
    private static readonly TimeSpan RefreshInterval = TimeSpan.FromMinutes(1);

    public DateTimeOffset GetRefreshTime(TimeSpan clockOffset) => Credential.ExpiresAt is { } expiresAt
        ? expiresAt - TimeSpan.FromTicks(Math.Min(RefreshAhead.Ticks, (expiresAt - FetchedAt - clockOffset).Ticks / 5))
        : FetchedAt + clockOffset + RefreshInterval;
}
