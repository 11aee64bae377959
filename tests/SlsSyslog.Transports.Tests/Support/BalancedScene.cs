using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace SlsSyslog.Transports.Tests;

/// <summary>Several servers without a network, each with one lane, and a balancer over the lanes.</summary>
internal sealed class BalancedScene : IDisposable
{
    public BalancedScene(
        TimeProvider timeProvider, int servers, ILaneChoice? choice = null, NetworkTransportOptions? options = null, ILogger? logger = null)
    {
        options ??= new TcpTransportOptions();
        Servers = new FakeServers(timeProvider, options, servers);
        RetryBudget budget = new(options, Servers.All, timeProvider);
        Lanes =
        [
            .. Servers.All.Select(server => new BalancedLane(
                new ConnectionLane(
                    new Reconnector([server], options, timeProvider, logger ?? NullLogger.Instance, Servers.ConnectAsync, budget, options.FailBackAfter),
                    options.Rotation,
                    options.DrainTimeout,
                    timeProvider),
                server,
                options.FailBackAfter,
                timeProvider)),
        ];
        Balancer = new LoadBalancer(Lanes, choice ?? new RoundRobinChoice(timeProvider), budget, timeProvider);
    }

    public FakeServers Servers { get; }

    public BalancedLane[] Lanes { get; }

    public LoadBalancer Balancer { get; }

    /// <summary>Gets the connections to a server in the order in which they were opened.</summary>
    public FakeConnection[] ConnectionsTo(int server) =>
        [.. Servers.Connections.Where(connection => connection.Server == Servers.All[server].Server)];

    /// <summary>Gets the messages that were sent to each server.</summary>
    public int[] CountMessages() =>
        [.. Enumerable.Range(0, Lanes.Length).Select(server => ConnectionsTo(server).Sum(connection => connection.Messages.Count))];

    public void Dispose()
    {
        Balancer.Dispose();
        Servers.Dispose();
    }
}
