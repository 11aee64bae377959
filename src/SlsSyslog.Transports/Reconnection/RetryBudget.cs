namespace SlsSyslog.Transports;

/// <summary>
/// Counts the attempts to connect that failed since a connection of a transport was stable, and ends them when the options limit their number
/// or their time. All connections of a transport share it: while one works, the failures of others do not count.
/// </summary>
internal sealed class RetryBudget(NetworkTransportOptions options, IReadOnlyList<ServerConnections> servers, TimeProvider timeProvider)
{
    // A server that accepts connections and closes them immediately does not work.
    private static readonly TimeSpan StableAge = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();

    // While somebody waits, the next attempt fails earlier. After a longer pause nothing was to be sent, which is not an outage.
    private readonly TimeSpan _longestPause = options.MaxReconnectDelay + (3 * options.ConnectTimeout) + TimeSpan.FromMinutes(1);

    private int _failures;
    private long _firstFailureAt;
    private long _lastFailureAt;
    private (long At, string Message)? _spent;

    /// <summary>Counts an attempt that failed, or a connection that broke before it was stable.</summary>
    public void AddFailure()
    {
        if (options.GiveUpAfter is null && options.GiveUpAfterAttempts is null)
        {
            return;
        }

        lock (_lock)
        {
            long now = timeProvider.GetTimestamp();
            if (servers.Any(server => server.HasOpen(StableAge)))
            {
                _failures = 0;
                return;
            }

            if (_failures == 0 || timeProvider.GetElapsedTime(_lastFailureAt, now) > _longestPause)
            {
                (_failures, _firstFailureAt) = (0, now);
            }

            _failures++;
            _lastFailureAt = now;
        }
    }

    /// <summary>Begins again, because a connection is stable.</summary>
    public void Reset()
    {
        lock (_lock)
        {
            _failures = 0;
            _spent = null;
        }
    }

    /// <summary>
    /// Throws an exception if the attempts are used up and no connection is open. Every sender that waits gets it. After the longest delay
    /// of a reconnection, the attempts begin again.
    /// </summary>
    /// <exception cref="ServersUnavailableException">The attempts are used up.</exception>
    public void ThrowIfSpent()
    {
        string? message;
        lock (_lock)
        {
            message = FindSpent();
        }

        if (message is not null)
        {
            throw new ServersUnavailableException(message);
        }
    }

    private string? FindSpent()
    {
        if (_spent is { } spent && timeProvider.GetElapsedTime(spent.At) < options.MaxReconnectDelay)
        {
            return spent.Message;
        }

        _spent = null;
        TimeSpan time = timeProvider.GetElapsedTime(_firstFailureAt);
        bool isSpent = _failures > 0 && (_failures >= options.GiveUpAfterAttempts || time >= options.GiveUpAfter);
        if (!isSpent || servers.Any(server => server.HasOpen(TimeSpan.Zero)))
        {
            return null;
        }

        string message = Describe(_failures, time);
        _spent = (timeProvider.GetTimestamp(), message);
        _failures = 0;
        return message;
    }

    private string Describe(int failures, TimeSpan time)
    {
        string attempts = failures == 1 ? "1 attempt" : string.Create(CultureInfo.InvariantCulture, $"{failures} attempts");
        IEnumerable<string> errors = servers.Select(server => $"{server.Server}: {server.Activity.LastError ?? "not tried"}.");
        return $"No server was available for {DurationText.Format(time)} ({attempts} failed). {string.Join(' ', errors)} "
            + "Check the servers and the network.";
    }
}
