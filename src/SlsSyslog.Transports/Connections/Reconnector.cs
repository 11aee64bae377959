using Microsoft.Extensions.Logging;

namespace SlsSyslog.Transports;

/// <summary>
/// Gets one lane its connections: the servers in their order, round after round, with a pause that grows until a connection has
/// proven itself. It never gives up, and tells the log of changes only.
/// </summary>
internal sealed partial class Reconnector(
    IReadOnlyList<ServerConnections> servers,
    NetworkTransportOptions options,
    TimeProvider clock,
    ILogger logger,
    Func<ServerConnections, Action<SyslogConnection, string>, CancellationToken, Task<SyslogConnection>> open)
{
    // A connection that ends sooner has proven nothing: its end makes the pause grow as a refusal does.
    private static readonly TimeSpan ShortestStable = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan StableWhenIdle = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly Backoff _backoff = new(options.ReconnectDelay, options.MaxReconnectDelay, clock);
    private readonly HashSet<(SyslogServer Server, string Reason)> _reported = [];
    private SyslogTransportException? _refusal; // one caller connects at a time
    private int _next;
    private long? _downSince;
    private bool _wasLostSoon;

    public async ValueTask<SyslogConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await ConnectAtLastAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_refusal is { } refusal)
        {
            // Who stops waiting is told what for: the log has told it long ago, perhaps.
            throw new OperationCanceledException(refusal.Message, refusal, cancellationToken);
        }
    }

    /// <summary>A connection that ended as it should has proven its server, however short it was.</summary>
    public void OnClosedCleanly() => _backoff.Reset();

    /// <summary>Whether no server of the list is better.</summary>
    public bool IsPreferred(SyslogServer server) => IndexOf(server) == 0;

    /// <summary>One try with each server that may take the place of the given one: those before it, itself. Null when none answers.</summary>
    public async Task<SyslogConnection?> TryReplaceAsync(SyslogServer last, bool withBetter, bool withSame, CancellationToken cancellationToken)
    {
        int index = IndexOf(last);
        int end = index + (withSame ? 1 : 0);
        for (int i = withBetter ? 0 : index; i < end; i++)
        {
            try
            {
                SyslogConnection connection = await open(servers[i], OnLost, cancellationToken).ConfigureAwait(false);
                LogReplacing(servers[i].Server, last);
                connection.Start();
                return connection;
            }
            catch (SyslogTransportException e)
            {
                LogCannotReplace(servers[i].Server, e.Message, last);
            }
        }

        return null;
    }

    private async Task<SyslogConnection> ConnectAtLastAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await _backoff.WaitAsync(cancellationToken).ConfigureAwait(false);
            int first;
            lock (_lock)
            {
                first = _next;
            }

            for (int i = 0; i < servers.Count; i++)
            {
                ServerConnections server = servers[(first + i) % servers.Count];
                try
                {
                    SyslogConnection connection = await open(server, OnLost, cancellationToken).ConfigureAwait(false);
                    _refusal = null;
                    OnConnected(connection);
                    connection.Start();
                    return connection;
                }
                catch (SyslogTransportException e)
                {
                    _refusal = e;
                    bool isLast = i == servers.Count - 1;
                    OnRefused(server.Server, e, isLast ? _backoff.Fail() : TimeSpan.Zero);
                }
            }
        }
    }

    private void OnConnected(SyslogConnection connection)
    {
        bool isFirst;
        bool isDoubtful;
        lock (_lock)
        {
            isFirst = _downSince is null;
            isDoubtful = _wasLostSoon;
        }

        if (isFirst)
        {
            LogConnected(connection.Server);
        }
        else if (isDoubtful)
        {
            // A server that accepts and then closes again and again is not back yet.
            _ = ReportLaterAsync(connection);
        }
        else
        {
            ReportRecovered(connection.Server);
        }
    }

    private async Task ReportLaterAsync(SyslogConnection connection)
    {
        await Task.Delay(ShortestStable, clock).ConfigureAwait(false);
        if (connection.IsOpen)
        {
            ReportRecovered(connection.Server);
        }
    }

    private void ReportRecovered(SyslogServer server)
    {
        TimeSpan outage;
        lock (_lock)
        {
            if (_downSince is not { } since)
            {
                return;
            }

            outage = clock.GetElapsedTime(since);
            _downSince = null;
            _wasLostSoon = false;
            _reported.Clear();
        }

        LogRecovered(server, outage);
    }

    private void OnRefused(SyslogServer server, SyslogTransportException fault, TimeSpan pause)
    {
        if (IsNews(server, fault.Message))
        {
            LogCannotConnect(server, fault.Message, pause);
        }
    }

    private void OnLost(SyslogConnection connection, string reason)
    {
        bool wasStable = connection.Age >= StableWhenIdle
            || (connection.HasSettledAnything && (connection.IsAnswered || connection.Age >= ShortestStable));
        if (wasStable)
        {
            _backoff.Reset();
        }

        TimeSpan pause = _backoff.Fail();
        lock (_lock)
        {
            _wasLostSoon = !wasStable;
            _next = wasStable ? 0 : (IndexOf(connection.Server) + 1) % servers.Count;
        }

        if (IsNews(connection.Server, reason))
        {
            LogLost(connection.Server, reason, pause);
        }
        else
        {
            LogLostAgain(connection.Server, reason, pause);
        }
    }

    // Within one outage each reason of a server is told once.
    private bool IsNews(SyslogServer server, string reason)
    {
        lock (_lock)
        {
            _downSince ??= clock.GetTimestamp();
            return _reported.Add((server, reason));
        }
    }

    private int IndexOf(SyslogServer server)
    {
        for (int i = 0; i < servers.Count; i++)
        {
            if (servers[i].Server == server)
            {
                return i;
            }
        }

        return 0;
    }
}
