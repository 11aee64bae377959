namespace SlsSyslog.ConsumerGroups;

/// <summary>
/// Finds out whether a source could read a logstore: the credentials, the clock and the permissions. It sends the requests that the source
/// sends, signed in the same way, and changes nothing: SLS rejects those that would change something, because no consumer has the name they use.
/// </summary>
/// <remarks>Unlike a source, it repeats no request.</remarks>
public sealed class SourceProbe : IDisposable
{
    private static readonly string ConsumerName = $"slssyslog-check-{Guid.NewGuid():N}"[..24];

    // The Date header has whole seconds.
    private static readonly TimeSpan HalfSecond = TimeSpan.FromMilliseconds(500);

    private readonly ConsumerGroupOptions _options;
    private readonly SourceSession _session;
    private readonly SlsClient _client;
    private readonly SlsClock _clock;
    private readonly TimeProvider _timeProvider;

    /// <summary>Initializes a new instance of the <see cref="SourceProbe"/> class. Performs no I/O.</summary>
    /// <param name="options">The options of the source.</param>
    /// <param name="logstore">The name of the logstore, which is one of those of the options.</param>
    /// <param name="credentials">The provider of the credentials, if the options specify none.</param>
    /// <param name="timeProvider">The provider of the time and of timers.</param>
    /// <exception cref="ArgumentException">The options are invalid, or do not contain the logstore.</exception>
    public SourceProbe(ConsumerGroupOptions options, string logstore, ISlsCredentialProvider credentials, TimeProvider timeProvider)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(timeProvider);
        (_options, _timeProvider) = (options, timeProvider);
        _clock = new SlsClock(timeProvider);
        _session = SourceSession.ForCalls(options, logstore, "check", credentials, _clock, timeProvider);
        _client = _session.Open(logstore).Client;
        _ = SlsEndpoint.Parse(options.Endpoint, options.Project, out SlsEndpoint? endpoint);
        Address = new Uri(endpoint!.Address);
        UsesProxy = options.Proxy.Length > 0 || (!endpoint.IsLocal && HttpClient.DefaultProxy.GetProxy(Address) is { } proxy && proxy != Address);
    }

    /// <summary>Gets the address that requests are sent to.</summary>
    public Uri Address { get; }

    /// <summary>Gets a value that indicates whether a proxy connects to the address, which then also resolves its name.</summary>
    public bool UsesProxy { get; }

    /// <summary>Gets the credentials that sign requests.</summary>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The credentials.</returns>
    /// <exception cref="SlsCredentialException">There are none.</exception>
    public async Task<SlsCredential> GetCredentialAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _session.CredentialProvider.GetAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not SlsCredentialException && !cancellationToken.IsCancellationRequested)
        {
            throw new SlsCredentialException($"{_session.CredentialProvider.GetType().Name} failed: {ErrorReason.Of(exception)}", exception);
        }
    }

    /// <summary>Measures how far the clock of SLS is ahead of the local clock, to about one second.</summary>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The difference, or <see langword="null"/> if the answer of SLS does not contain its time.</returns>
    /// <exception cref="SlsException">SLS does not answer, or reports an error of the service.</exception>
    public async Task<TimeSpan?> MeasureClockAsync(CancellationToken cancellationToken)
    {
        SlsRequest request = new("ListShards", HttpMethod.Get, $"/logstores/{_client.Logstore}/shards");
        DateTimeOffset started = _timeProvider.GetUtcNow();
        DateTimeOffset? serverTime;
        try
        {
            using HttpResponseMessage response = await _session.Connection.OpenAsync(request, cancellationToken).ConfigureAwait(false);
            serverTime = response.Headers.Date;
        }
        catch (SlsException exception) when (exception.StatusCode is > 0 and < 500)
        {
            serverTime = exception.ServerTime;
        }

        DateTimeOffset middle = started + ((_timeProvider.GetUtcNow() - started) / 2);
        return serverTime is { } time ? time + HalfSecond - middle : null;
    }

    /// <summary>Checks the permissions that a consumer needs, as far as that is possible without changing anything.</summary>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The permissions.</returns>
    /// <exception cref="SlsException">A request failed for another reason than a missing permission.</exception>
    public Task<IReadOnlyList<PermissionResult>> CheckPermissionsAsync(CancellationToken cancellationToken) =>
        new PermissionChecks(_client, _options.ConsumerGroup, ConsumerName).RunAsync(cancellationToken);

    /// <summary>Closes the connections.</summary>
    public void Dispose() => _session.Dispose();
}
