namespace SlsSyslog.Transports;

/// <summary>
/// Connects one lane. It tries the servers in their order, round after round, with a delay that increases until a connection is
/// stable. It does not stop trying, unless the options limit the attempts, and logs changes only.
/// </summary>
internal sealed partial class Reconnector(
    IReadOnlyList<ServerConnections> servers,
    NetworkTransportOptions options,
    TimeProvider timeProvider,
    ILogger logger,
    Func<ServerConnections, CancellationToken, Task<SyslogConnection>> connect,
    RetryBudget? budget = null,
    TimeSpan delayAfterStall = default)
{
    // A connection that ends earlier has not proven that the server works: the delay increases as after a refusal.
    private static readonly TimeSpan StableAge = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan StableAgeWithData = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan StableAgeWhenIdle = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly Backoff _backoff = new(options.ReconnectDelay, options.MaxReconnectDelay, timeProvider);
    private readonly RetryBudget _budget = budget ?? new RetryBudget(options, servers, timeProvider);
    private readonly Outage _outage = new(timeProvider);
    private volatile SyslogTransportException? _lastError; // why it is not connected
    private int _nextServer;
    private bool _wasLostEarly;
    private long _failedOverAt;
    private (SyslogServer Server, long At)? _closedCleanly;

    /// <summary>Gets the last error; null while connected and before the first attempt.</summary>
    public SyslogTransportException? LastError => _lastError;

    /// <summary>Gets the rest of the delay before the next attempt; zero or less when it is over.</summary>
    public TimeSpan Delay => _backoff.Remaining;

    /// <summary>
    /// Returns whether the connection follows one that was lost early and is not old enough to be trusted: its server may close each connection.
    /// </summary>
    public bool IsOnProbation(SyslogConnection connection)
    {
        lock (_lock)
        {
            return _wasLostEarly && connection.Life.Age < StableAge;
        }
    }

    /// <summary>Connects to the first server that accepts a connection.</summary>
    /// <exception cref="OperationCanceledException">The caller canceled. The inner exception is the last error.</exception>
    /// <exception cref="ServersUnavailableException">The options limit the attempts, and all of them failed.</exception>
    public async ValueTask<SyslogConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await RetryUntilConnectedAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_lastError is { } error)
        {
            throw new OperationCanceledException(error.Message, error, cancellationToken);
        }
    }

    /// <summary>
    /// Resets the delay: a connection that was closed cleanly proves that its server works, even if it was short. The next loss does not
    /// count against that server.
    /// </summary>
    public void OnClosedCleanly(SyslogServer server)
    {
        _backoff.Reset();
        lock (_lock)
        {
            _closedCleanly = (server, timeProvider.GetTimestamp());
            if (_nextServer != 0 && timeProvider.GetElapsedTime(_failedOverAt) >= options.FailBackAfter)
            {
                _nextServer = 0;
            }
        }
    }

    /// <summary>Returns whether the server is the first of the list.</summary>
    public bool IsPreferred(SyslogServer server) => IndexOf(server) == 0;

    /// <summary>Tries once each server that can replace the given one, up to the server itself. Returns null if none accepts.</summary>
    public async Task<SyslogConnection?> TryReplaceAsync(
        SyslogServer previous, bool tryPreceding, bool trySame, CancellationToken cancellationToken)
    {
        int index = IndexOf(previous);
        int end = index + (trySame ? 1 : 0);
        for (int i = tryPreceding ? 0 : index; i < end; i++)
        {
            try
            {
                SyslogConnection connection = await connect(servers[i], cancellationToken).ConfigureAwait(false);
                LogReplacing(servers[i].Server, previous);
                connection.IsInUse = false;
                connection.Start(OnLost);
                return connection;
            }
            catch (SyslogTransportException exception)
            {
                servers[i].Activity.AddFailedConnect(exception);
                string reason = PlainText.Clean(exception.Message);
                LogReplaceFailed(servers[i].Server, previous, reason);
            }
        }

        return null;
    }

    /// <summary>Tries each server once, without a delay. Returns null if none accepts a connection.</summary>
    public async Task<SyslogConnection?> TryConnectAsync(CancellationToken cancellationToken)
    {
        int first;
        lock (_lock)
        {
            first = _nextServer;
        }

        for (int i = 0; i < servers.Count; i++)
        {
            ServerConnections server = servers[(first + i) % servers.Count];
            try
            {
                SyslogConnection connection = await connect(server, cancellationToken).ConfigureAwait(false);
                _lastError = null;
                OnConnected(connection);
                connection.Start(OnLost);
                return connection;
            }
            catch (SyslogTransportException exception)
            {
                _lastError = exception;
                server.Activity.AddFailedConnect(exception);
                _budget.AddFailure();
                bool isLast = i == servers.Count - 1;
                OnConnectFailed(server.Server, exception, isLast ? _backoff.Fail() : TimeSpan.Zero);
            }
        }

        return null;
    }

    private async Task<SyslogConnection> RetryUntilConnectedAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            _budget.ThrowIfSpent();
            await _backoff.WaitAsync(cancellationToken).ConfigureAwait(false);
            if (await TryConnectAsync(cancellationToken).ConfigureAwait(false) is { } connection)
            {
                return connection;
            }
        }
    }

    private void OnConnected(SyslogConnection connection)
    {
        bool wasLostEarly;
        lock (_lock)
        {
            wasLostEarly = _wasLostEarly;
        }

        if (!_outage.HasBegun)
        {
            LogConnected(connection.Server);
        }
        else if (wasLostEarly)
        {
            // A server that accepts connections and closes them again and again has not recovered.
            _ = EndOutageWhenStableAsync(connection);
        }
        else
        {
            EndOutage(connection.Server);
        }
    }

    // A connection that carries nothing proves nothing: the server may accept it and reset it with the first message.
    private async Task EndOutageWhenStableAsync(SyslogConnection connection)
    {
        do
        {
            await Task.Delay(StableAge, timeProvider).ConfigureAwait(false);
        }
        while (connection.IsOpen && connection.Life.Used < StableAge);
        if (connection.IsOpen)
        {
            EndOutage(connection.Server);
        }
    }

    private void EndOutage(SyslogServer server)
    {
        if (_outage.End() is not { } outage)
        {
            return;
        }

        lock (_lock)
        {
            _wasLostEarly = false;
        }

        _budget.Reset();
        string duration = DurationText.Format(outage);
        LogReconnected(server, duration);
    }

    private void OnConnectFailed(SyslogServer server, SyslogTransportException exception, TimeSpan delay)
    {
        string reason = exception.Message;
        if (_outage.Report(server, reason))
        {
            string pause = DurationText.Format(delay);
            LogConnectFailed(server, reason, pause);
        }

        RemindOfOutage(server, reason);
    }

    private void OnLost(SyslogConnection connection, string reason)
    {
        bool wasStable = WasStable(connection);
        if (wasStable)
        {
            _backoff.Reset();
        }

        if (!wasStable && !connection.WasIdle)
        {
            _budget.AddFailure();
        }

        TimeSpan delay = _backoff.Fail();
        delay = connection.Life.Stalled is not null && delayAfterStall > delay ? delayAfterStall : delay;
        lock (_lock)
        {
            _wasLostEarly = !wasStable;
            _nextServer = wasStable ? 0 : (IndexOf(connection.Server) + 1) % servers.Count;
            _failedOverAt = timeProvider.GetTimestamp();
        }

        // Nothing waits for a connection that was idle, so that its loss is not an outage until a message cannot be sent.
        string next = connection.WasIdle ? "It is opened again with the next message" : $"Reconnecting in {DurationText.Format(delay)}";
        reason = PlainText.Clean(reason);
        if (connection.WasIdle || _outage.Report(connection.Server, reason))
        {
            LogLost(connection.Server, reason, next);
        }
        else
        {
            LogLostAgain(connection.Server, reason, next);
        }

        if (!connection.WasIdle)
        {
            _lastError = new SyslogTransportException($"The connection to {connection.Server} was lost: {reason}.");
            RemindOfOutage(connection.Server, reason);
        }
    }

    // Called for each failed attempt, and so soon after the time of a reminder: while nothing is to be sent, nothing is attempted.
    private void RemindOfOutage(SyslogServer server, string reason)
    {
        if (_outage.Remind() is { } outage)
        {
            string duration = DurationText.Format(outage);
            LogStillLost(server, duration, reason);
        }
    }

    // Where only a close settles, a connection that is replaced often is lost before anything on it settles. Then what counts is that it
    // carried data for some time, or that the connection before it was closed cleanly.
    private bool WasStable(SyslogConnection connection)
    {
        bool wasWorking;
        lock (_lock)
        {
            wasWorking = _closedCleanly is { } close && close.Server == connection.Server
                && timeProvider.GetElapsedTime(close.At) < StableAgeWhenIdle;
            _closedCleanly = null;
        }

        return wasWorking || connection.Life.Age >= StableAgeWhenIdle
            || (connection.HasSettledAnything && (connection.IsAcknowledgedByServer || connection.Life.Age >= StableAge))
            || (connection.CarriesUnacknowledgedData && connection.Life.Used >= StableAgeWithData);
    }

    private int IndexOf(SyslogServer server) =>
        Math.Max(0, Array.FindIndex([.. servers], connections => connections.Server == server));
}
