using System.Net;

namespace SlsSyslog.Testing;

/// <summary>
/// Represents a syslog receiver on loopback that keeps every received message and simulates failures on request, such as resets, refused
/// connections, stalls and slow reads. It shares no code with the transports.
/// </summary>
public sealed class SyslogCaptureServer : IAsyncDisposable
{
    private readonly ICaptureListener _listener;
    private readonly CaptureLog _log;
    private readonly ReadingPace _pace = new();
    private readonly AnswerGate _answers = new();

    private SyslogCaptureServer(SyslogCaptureOptions options)
    {
        _log = new CaptureLog(options.KeepMessages, options.OnMessage);
        CaptureContext context = new(options, _log, _pace, _answers);
        if (context.IsTls && options.Tls is null)
        {
            throw new ArgumentException(
                $"{nameof(SyslogCaptureOptions.Tls)} is missing. Specify a certificate for the transport {options.Transport}.", nameof(options));
        }

        _listener = options.Transport == CaptureTransport.Udp ? new DatagramListener(context) : new StreamListener(context);
    }

    /// <summary>Gets the address of the server.</summary>
    public IPEndPoint EndPoint => _listener.EndPoint;

    /// <summary>Gets the port of the server. It stays the same until disposal.</summary>
    public int Port => _listener.EndPoint.Port;

    /// <summary>Gets the messages in the order of receipt; none without <see cref="SyslogCaptureOptions.KeepMessages"/>.</summary>
    public IReadOnlyList<CapturedMessage> Messages => _log.Snapshot();

    /// <summary>Gets the current counts.</summary>
    public CaptureCounts Counts => _log.Counts;

    /// <summary>Starts a server. It accepts connections when the task completes.</summary>
    /// <param name="options">The options. The default is a new instance.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <returns>The server. The caller disposes it.</returns>
    /// <exception cref="System.Net.Sockets.SocketException">The port is in use.</exception>
    /// <exception cref="ArgumentException">A transport over TLS has no certificate.</exception>
    public static Task<SyslogCaptureServer> StartAsync(SyslogCaptureOptions? options = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        SyslogCaptureServer server = new(options ?? new SyslogCaptureOptions());
        server.Accept();
        return Task.FromResult(server);
    }

    /// <summary>Waits until the specified number of messages has been received since the start.</summary>
    /// <param name="count">The number of messages.</param>
    /// <param name="timeout">The maximum time to wait.</param>
    /// <returns>The messages kept at that time.</returns>
    /// <exception cref="TimeoutException">Fewer messages arrived in time. The exception message contains the counts.</exception>
    public Task<IReadOnlyList<CapturedMessage>> WaitForAsync(long count, TimeSpan timeout) =>
        WaitForAsync(counts => counts.Messages >= count, timeout);

    /// <summary>Waits until the counts satisfy a condition, checked at every change.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="timeout">The maximum time to wait.</param>
    /// <returns>The messages kept at that time.</returns>
    /// <exception cref="TimeoutException">The condition was not met in time. The exception message contains the counts.</exception>
    public async Task<IReadOnlyList<CapturedMessage>> WaitForAsync(Func<CaptureCounts, bool> condition, TimeSpan timeout)
    {
        ArgumentNullException.ThrowIfNull(condition);
        await _log.WaitForAsync(condition, timeout).ConfigureAwait(false);
        return Messages;
    }

    /// <summary>Resets every open connection (RST). Unread bytes are lost.</summary>
    public void Reset() => _listener.ForEachConnection(connection => connection.Reset());

    /// <summary>Closes every open connection as an exiting process does: FIN when all bytes were read, otherwise RST.</summary>
    public void CloseConnections() => _listener.ForEachConnection(connection => connection.Close());

    /// <summary>Shuts down the sending side of every open connection (FIN; under TLS after close_notify) and continues to read.</summary>
    public void HalfClose() => _listener.ForEachConnection(connection => connection.HalfClose());

    /// <summary>Stops listening: new connections are refused until <see cref="Accept"/>. Open connections stay open.</summary>
    public void Refuse() => _listener.Refuse();

    /// <summary>Listens again on the same port after <see cref="Refuse"/>.</summary>
    public void Accept() => _listener.Start();

    /// <summary>
    /// Simulates the loss of power or network: the kernel drops all packets of open and new connections, and sends no acknowledgment, refusal or
    /// reset until <see cref="Reappear"/>.
    /// </summary>
    /// <exception cref="PlatformNotSupportedException">The operating system is not Linux.</exception>
    public void Vanish() => _listener.Vanish();

    /// <summary>Accepts new connections and datagrams again after <see cref="Vanish"/>. Earlier connections are reset.</summary>
    public void Reappear() => _listener.Reappear();

    /// <summary>Stops reading from all current and future connections until <see cref="Resume"/>.</summary>
    public void Stall() => _pace.Stall();

    /// <summary>Reads again after <see cref="Stall"/>.</summary>
    public void Resume() => _pace.Resume();

    /// <summary>Stops reading for the specified duration.</summary>
    /// <param name="duration">The duration.</param>
    /// <returns>A task that completes when reading has resumed.</returns>
    public async Task StallAsync(TimeSpan duration)
    {
        _pace.Stall();
        try
        {
            await Task.Delay(duration, TimeProvider.System, CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            _pace.Resume();
        }
    }

    /// <summary>Limits the rate at which each connection is read.</summary>
    /// <param name="bytesPerSecond">The rate for each connection, or <see langword="null"/> for no limit.</param>
    public void LimitRate(int? bytesPerSecond)
    {
        if (bytesPerSecond is { } rate)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rate);
        }

        _pace.BytesPerSecond = bytesPerSecond;
    }

    /// <summary>Stops sending RELP responses to messages until <see cref="ResumeAcknowledging"/>. Messages are still received.</summary>
    public void StopAcknowledging() => _answers.Hold();

    /// <summary>Sends the RELP responses withheld since <see cref="StopAcknowledging"/> and responds to new messages again.</summary>
    public void ResumeAcknowledging() => _answers.Release();

    /// <summary>Delays the responses to messages (RELP).</summary>
    /// <param name="delay">The delay of each batch of responses. Zero sends them immediately.</param>
    public void DelayAcknowledgements(TimeSpan delay)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        _answers.Delay = delay;
    }

    /// <summary>Closes the connection that receives the specified byte, counted over all connections from now on.</summary>
    /// <param name="bytes">The number of bytes that are still read.</param>
    /// <param name="withReset">A value that indicates whether the connection is reset instead of closed.</param>
    public void CutAfter(long bytes, bool withReset = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        _pace.CutAfter(bytes, withReset);
    }

    /// <summary>Removes the messages kept so far. The counts stay.</summary>
    public void Clear() => _log.Clear();

    /// <summary>Closes all connections and stops listening.</summary>
    /// <returns>A task that completes when all connections have ended.</returns>
    public ValueTask DisposeAsync() => _listener.DisposeAsync();
}
