using System.Net;
using System.Net.Sockets;

namespace SlsSyslog.Transports;

/// <summary>
/// Connects to the first of several addresses that accepts a connection (RFC 8305, happy eyeballs). The families of addresses alternate. The
/// next attempt begins when the previous one has failed or a quarter of a second has passed; the first connection ends the other attempts.
/// </summary>
/// <param name="addresses">The addresses in the order of the resolver.</param>
/// <param name="connect">Connects to one address.</param>
/// <param name="timeProvider">The clock.</param>
internal sealed class AddressRace(
    IReadOnlyList<IPAddress> addresses, Func<IPAddress, CancellationToken, Task<SocketLink>> connect, TimeProvider timeProvider)
{
    // RFC 8305 5: the recommended Connection Attempt Delay.
    private static readonly TimeSpan AttemptDelay = TimeSpan.FromMilliseconds(250);

    private readonly List<IPAddress> _left = Interleave(addresses);

    /// <summary>Gets why attempts failed, in the order in which they failed.</summary>
    public List<(IPAddress Address, Exception Exception)> Failures { get; } = [];

    /// <summary>
    /// Returns the first connection, or null when every address has failed. Each further call continues with the addresses that have not
    /// failed and did not win.
    /// </summary>
    public async Task<SocketLink?> ConnectAsync(CancellationToken cancellationToken)
    {
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Queue<IPAddress> waiting = new(_left);
        Dictionary<Task<SocketLink>, IPAddress> running = [];
        SocketLink? winner = null;
        try
        {
            while (winner is null && (waiting.Count > 0 || running.Count > 0))
            {
                if (waiting.TryDequeue(out IPAddress? address))
                {
                    running.Add(connect(address, ending.Token), address);
                }

                winner = await WaitAsync(running, waiting.Count > 0, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            await ending.CancelAsync().ConfigureAwait(false);
            await ReleaseAsync(running.Keys).ConfigureAwait(false);
        }

        return winner;
    }

    // Waits until an attempt ends or the next one is to begin. Returns the connection of an attempt that succeeded.
    private async Task<SocketLink?> WaitAsync(
        Dictionary<Task<SocketLink>, IPAddress> running, bool hasNext, CancellationToken cancellationToken)
    {
        Task<Task<SocketLink>> first = Task.WhenAny(running.Keys);
        if (hasNext)
        {
            try
            {
                await first.WaitAsync(AttemptDelay, timeProvider, cancellationToken).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                return null;
            }
        }

        Task<SocketLink> ended = await first.ConfigureAwait(false);
        running.Remove(ended, out IPAddress? address);
        _left.Remove(address!);
        try
        {
            return await ended.ConfigureAwait(false);
        }
        catch (Exception exception) when (IsFailure(exception, cancellationToken))
        {
            Failures.Add((address!, exception));
            return null;
        }
    }

    // A canceled attempt fails if it was its timeout that has canceled it.
    private static bool IsFailure(Exception exception, CancellationToken cancellationToken) =>
        exception is SyslogTransportException or SocketException
        || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    // An attempt may have succeeded while it was being canceled.
    private static async Task ReleaseAsync(IEnumerable<Task<SocketLink>> attempts)
    {
        foreach (Task<SocketLink> attempt in attempts)
        {
            await ((Task)attempt).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (attempt.IsCompletedSuccessfully)
            {
                (await attempt.ConfigureAwait(false)).Dispose();
            }
        }
    }

    // RFC 8305 4: the resolver has sorted the addresses; the families alternate, beginning with that of the first address.
    private static List<IPAddress> Interleave(IReadOnlyList<IPAddress> addresses)
    {
        IPAddress[] first = [.. addresses.Where(address => address.AddressFamily == addresses[0].AddressFamily)];
        IPAddress[] second = [.. addresses.Where(address => address.AddressFamily != addresses[0].AddressFamily)];
        List<IPAddress> interleaved = [];
        for (int i = 0; i < Math.Max(first.Length, second.Length); i++)
        {
            interleaved.AddRange(first.Skip(i).Take(1));
            interleaved.AddRange(second.Skip(i).Take(1));
        }

        return interleaved;
    }
}
