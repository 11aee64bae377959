using Microsoft.Extensions.Logging;

namespace SlsSyslog.Transports;

/// <summary>
/// Gets one lane its connections: the servers in their order, round after round, with a pause that grows until a connection has
/// proven itself. It never gives up, and tells the log of changes only.
/// </summary>
internal sealed partial class Reconnector(
    IReadOnlyList<ServerConnections> servers,
    SyslogTransportOptions options,
    TimeProvider clock,
    ILogger logger,
    Func<ServerConnections, Action<SyslogConnection, string>, CancellationToken, Task<SyslogConnection>> open)
{
    // A connection that ends sooner has proven nothing: its end makes the pause grow as a refusal does.
    private static readonly TimeSpan ShortestStable = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan StableWhenIdle = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly Backoff _backoff = new(options.ReconnectDelay, options.MaxReconnectDelay, clock);
    private readonly Dictionary<SyslogServer, string> _reported = [];
    private int _next;
    private long? _downSince;

    public async ValueTask<SyslogConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await _backoff.WaitAsync(cancellationToken).ConfigureAwait(false);
            int first = _next;
            for (int i = 0; i < servers.Count; i++)
            {
                ServerConnections server = servers[(first + i) % servers.Count];
                try
                {
                    SyslogConnection connection = await open(server, OnLost, cancellationToken).ConfigureAwait(false);
                    OnConnected(server.Server);
                    connection.Start();
                    return connection;
                }
                catch (SyslogTransportException e)
                {
                    bool isLast = i == servers.Count - 1;
                    OnRefused(server.Server, e, isLast ? _backoff.Fail() : TimeSpan.Zero);
                }
            }
        }
    }

    /// <summary>Whether no server of the list is better.</summary>
    public bool IsPreferred(SyslogServer server) => IndexOf(server) == 0;

    /// <summary>One try with each server before the given one, and the given one itself if so asked. Null when none answers.</summary>
    public async Task<SyslogConnection?> TryOpenBeforeAsync(SyslogServer last, bool orSame, CancellationToken cancellationToken)
    {
        int end = IndexOf(last) + (orSame ? 1 : 0);
        for (int i = 0; i < end; i++)
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

    private void OnConnected(SyslogServer server)
    {
        long? downSince;
        lock (_lock)
        {
            downSince = _downSince;
            _downSince = null;
            _reported.Clear();
        }

        if (downSince is { } since)
        {
            TimeSpan outage = clock.GetElapsedTime(since);
            LogRecovered(server, outage);
        }
        else
        {
            LogConnected(server);
        }
    }

    private void OnRefused(SyslogServer server, SyslogTransportException fault, TimeSpan pause)
    {
        lock (_lock)
        {
            _downSince ??= clock.GetTimestamp();
            if (_reported.TryGetValue(server, out string? reported) && reported == fault.Message)
            {
                return;
            }

            _reported[server] = fault.Message;
        }

        LogCannotConnect(server, fault.Message, pause);
    }

    private void OnLost(SyslogConnection connection, string reason)
    {
        bool wasStable = connection.Age >= StableWhenIdle || (connection.HasSettledAnything && connection.Age >= ShortestStable);
        if (wasStable)
        {
            _backoff.Reset();
        }

        TimeSpan pause = _backoff.Fail();
        lock (_lock)
        {
            _downSince ??= clock.GetTimestamp();
            int lost = IndexOf(connection.Server);
            _next = wasStable ? 0 : (lost + 1) % servers.Count;
        }

        LogLost(connection.Server, reason, pause);
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
