namespace SlsSyslog.ConsumerGroups;

/// <summary>Represents a credential provider that refreshes its credentials in parallel to the requests.</summary>
internal interface IRefreshingProvider
{
    /// <summary>Gets the error of the last refresh, or null when it succeeded.</summary>
    SlsCredentialException? RefreshError { get; }

    /// <summary>Notifies the provider of the difference between the time of SLS and the local time.</summary>
    void OnClockOffset(TimeSpan offset);
}
