using System.Net;

namespace SlsSyslog.Testing;

/// <summary>
/// A syslog receiver on loopback that remembers every message as it came and misbehaves on command: it vanishes, resets, half-closes,
/// refuses, stalls, reads slowly or closes in mid-stream. It takes frames apart on its own, without the product's code.
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
            throw new ArgumentException($"{options.Transport} needs {nameof(SyslogCaptureOptions.Tls)} with a certificate.", nameof(options));
        }

        _listener = options.Transport == CaptureTransport.Udp ? new DatagramListener(context) : new StreamListener(context);
    }

    /// <summary>The address it listens on.</summary>
    public IPEndPoint EndPoint => _listener.EndPoint;

    /// <summary>The port it listens on; the same for its whole life.</summary>
    public int Port => _listener.EndPoint.Port;

    /// <summary>The messages so far in the order of receipt: a copy, empty when <see cref="SyslogCaptureOptions.KeepMessages"/> is off.</summary>
    public IReadOnlyList<CapturedMessage> Messages => _log.Snapshot();

    /// <summary>The counts of this moment.</summary>
    public CaptureCounts Counts => _log.Counts;

    /// <summary>Starts a server; it accepts connections when the task completes.</summary>
    /// <param name="options">How it listens; the defaults when left out.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <returns>The server, owned by the caller.</returns>
    /// <exception cref="System.Net.Sockets.SocketException">The port is in use.</exception>
    /// <exception cref="ArgumentException">A transport over TLS has no certificate.</exception>
    public static Task<SyslogCaptureServer> StartAsync(SyslogCaptureOptions? options = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        SyslogCaptureServer server = new(options ?? new SyslogCaptureOptions());
        server.Accept();
        return Task.FromResult(server);
    }

    /// <summary>Waits until that many messages have been received since the start.</summary>
    /// <param name="count">How many.</param>
    /// <param name="timeout">How long at most.</param>
    /// <returns>The messages kept at that moment.</returns>
    /// <exception cref="TimeoutException">They did not come in time; the text says how many did.</exception>
    public Task<IReadOnlyList<CapturedMessage>> WaitForAsync(long count, TimeSpan timeout) =>
        WaitForAsync(counts => counts.Messages >= count, timeout);

    /// <summary>Waits until the counts satisfy a condition, checked at every change.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="timeout">How long at most.</param>
    /// <returns>The messages kept at that moment.</returns>
    /// <exception cref="TimeoutException">The condition did not come true in time; the text gives the counts.</exception>
    public async Task<IReadOnlyList<CapturedMessage>> WaitForAsync(Func<CaptureCounts, bool> condition, TimeSpan timeout)
    {
        ArgumentNullException.ThrowIfNull(condition);
        await _log.WaitForAsync(condition, timeout).ConfigureAwait(false);
        return Messages;
    }

    /// <summary>Ends every open connection with a reset (RST). Unread bytes are gone.</summary>
    public void Reset() => _listener.ForEachConnection(connection => connection.Reset());

    /// <summary>Closes every open connection as a process that exits does: FIN when everything was read, else RST.</summary>
    public void CloseConnections() => _listener.ForEachConnection(connection => connection.Close());

    /// <summary>Shuts down the server's sending side of every open connection (FIN; under TLS after close_notify) and goes on reading.</summary>
    public void HalfClose() => _listener.ForEachConnection(connection => connection.HalfClose());

    /// <summary>Stops listening: new connections are refused until <see cref="Accept"/>. Open connections stay.</summary>
    public void Refuse() => _listener.Refuse();

    /// <summary>Listens again on the same port after <see cref="Refuse"/>.</summary>
    public void Accept() => _listener.Start();

    /// <summary>
    /// Vanishes without a word, as a machine does whose power or network is gone: whatever arrives on open connections and for new
    /// ones is dropped by the kernel, nothing is acknowledged, refused or reset, until <see cref="Reappear"/>.
    /// </summary>
    /// <exception cref="PlatformNotSupportedException">Not on Linux.</exception>
    public void Vanish() => _listener.Vanish();

    /// <summary>Takes new connections and datagrams again after <see cref="Vanish"/>; connections from before are reset.</summary>
    public void Reappear() => _listener.Reappear();

    /// <summary>Stops reading from all connections, present and future, until <see cref="Resume"/>.</summary>
    public void Stall() => _pace.Stall();

    /// <summary>Reads again after <see cref="Stall"/>.</summary>
    public void Resume() => _pace.Resume();

    /// <summary>Stops reading for a while.</summary>
    /// <param name="duration">How long.</param>
    /// <returns>Completes when reading has been resumed.</returns>
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

    /// <summary>Reads from each connection at most that fast.</summary>
    /// <param name="bytesPerSecond">The rate for each connection, or null for no limit.</param>
    public void LimitRate(int? bytesPerSecond)
    {
        if (bytesPerSecond is { } rate)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rate);
        }

        _pace.BytesPerSecond = bytesPerSecond;
    }

    /// <summary>Holds back the answers to messages (RELP) until <see cref="ResumeAcknowledging"/>; messages are still taken.</summary>
    public void StopAcknowledging() => _answers.Hold();

    /// <summary>Sends the answers held back since <see cref="StopAcknowledging"/> and goes on answering.</summary>
    public void ResumeAcknowledging() => _answers.Release();

    /// <summary>Answers messages (RELP) that much later.</summary>
    /// <param name="delay">How long each batch of answers waits; zero for at once.</param>
    public void DelayAcknowledgements(TimeSpan delay)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        _answers.Delay = delay;
    }

    /// <summary>Arms a cut: the connection that brings the given byte, counted over all connections from now on, is ended there, once.</summary>
    /// <param name="bytes">How many bytes are still read.</param>
    /// <param name="withReset">Whether it ends with a reset; else it is closed.</param>
    public void CutAfter(long bytes, bool withReset = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        _pace.CutAfter(bytes, withReset);
    }

    /// <summary>Forgets the messages kept so far; the counts go on.</summary>
    public void Clear() => _log.Clear();

    /// <summary>Closes all connections and stops listening.</summary>
    /// <returns>Completes when nothing runs any more.</returns>
    public ValueTask DisposeAsync() => _listener.DisposeAsync();
}
