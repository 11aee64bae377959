using System.Runtime.CompilerServices;

namespace SlsSyslog.Transports;

/// <summary>
/// Represents one open connection. A read is always pending, so that a close, a reset or a refusal is detected immediately. After any error the
/// connection is broken and not used again: a frame may be incomplete, and nothing must follow it.
/// </summary>
internal abstract class SyslogConnection
{
    private const int ReadBufferBytes = 4096;
    private readonly ConnectionState _state;
    private readonly WriteGuard _guard;
    private Action<SyslogConnection, string>? _onLost;

    /// <param name="link">The socket. The connection owns it.</param>
    /// <param name="siblings">The connections to the same server.</param>
    /// <param name="options">The timeouts.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="ledger">The ledger of what the connection carries.</param>
    protected SyslogConnection(
        SocketLink link, ServerConnections siblings, NetworkTransportOptions options, TimeProvider timeProvider, SettlementLedger ledger)
    {
        Link = link;
        Options = options;
        TimeProvider = timeProvider;
        Siblings = siblings;
        _state = new ConnectionState(ledger);
        Life = new ConnectionLife(timeProvider);
        _guard = new WriteGuard(link, options.WriteTimeout, timeProvider, OnWriteTimeout);
    }

    public SyslogServer Server => Siblings.Server;

    public bool IsOpen => _state.IsOpen;

    /// <summary>Gets whether both sides closed the connection after the server had read everything.</summary>
    public bool WasClosedCleanly => _state.IsClosed;

    /// <summary>Gets or sets whether a sender uses the connection. Initially true, because a sender usually waits for the connection.</summary>
    public bool IsInUse { get; set; } = true;

    /// <summary>Gets whether nothing was being sent and nothing was unsettled when the connection broke.</summary>
    public bool WasIdle { get; private set; }

    public ConnectionLife Life { get; }

    public long BytesSent => Link.Wire.BytesSent;

    public bool HasUnsettled => Ledger.HasUnsettled;

    public long UnsettledBytes => Ledger.UnsettledBytes;

    /// <summary>Gets whether only a close can prove that the server has read what was sent.</summary>
    public virtual bool NeedsCloseAsProof => HasUnsettled;

    public bool HasSettledAnything => Ledger.HasSettledAnything;

    /// <summary>Gets whether the connection carried data that the server does not acknowledge by its protocol.</summary>
    public virtual bool CarriesUnacknowledgedData => false;

    /// <summary>Gets whether the server acknowledges messages. Then anything settled proves that the server works.</summary>
    public virtual bool IsAcknowledgedByServer => false;

    /// <summary>Gets a task that completes when the server has closed the connection or the connection is broken.</summary>
    protected Task Reading { get; private set; } = Task.CompletedTask;

    public SocketLink Link { get; }

    protected ServerConnections Siblings { get; }

    protected NetworkTransportOptions Options { get; }

    /// <summary>Gets how long the server may take to end the session.</summary>
    protected virtual TimeSpan DrainTimeout => Options.DrainTimeout;

    protected TimeProvider TimeProvider { get; }

    protected bool IsAlive => _state.IsAlive;

    /// <summary>Gets whether nothing is being sent and everything is settled.</summary>
    protected virtual bool IsIdle => !IsInUse && !HasUnsettled;

    /// <summary>Gets whether the connection is being closed to settle what was sent. Until the server answers, nothing settles.</summary>
    protected bool IsClosingAsProof { get; private set; }

    protected SettlementLedger Ledger => _state.Ledger;

    /// <summary>Exchanges what the protocol requires before frames can be sent. Called before <see cref="Start"/>.</summary>
    /// <exception cref="SyslogTransportException">The server does not speak the protocol. The connection is released.</exception>
    public virtual Task OpenSessionAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Starts to read. From now on the end of the connection is noticed and reported.</summary>
    public void Start(Action<SyslogConnection, string> onLost)
    {
        _onLost = onLost;
        Siblings.Add(this);
        Reading = ReadToEndAsync();
    }

    /// <summary>
    /// Sends the frames to the operating system, from the given one. Only one call at a time. Returns no ticket if the connection broke:
    /// the frames from the returned one on must then be sent on another connection.
    /// </summary>
    public abstract ValueTask<(DeliveryTicket? Ticket, int FirstFrame)> SendAsync(
        FrameBuffer frames, int firstFrame, CancellationToken cancellationToken);

    /// <summary>
    /// Shuts down the sending side and waits until the server closes the connection, which settles everything immediately or after the settle
    /// window. Must not be called during a send. If the server does not close in time, the connection is broken. If everything is to settle
    /// immediately, only the close settles it: until then the settle window of earlier proofs does not.
    /// </summary>
    public async Task DrainAsync(bool settleAtOnce)
    {
        IsClosingAsProof = settleAtOnce;
        if (!_state.TryDrain())
        {
            return;
        }

        TimeSpan timeout = settleAtOnce ? DrainTimeout : DrainTimeout * Siblings.Patience;
        try
        {
            await DrainProgress.WaitAsync(EndSessionAsync(), Link, timeout, TimeProvider).ConfigureAwait(false);
        }
        catch (TimeoutException exception)
        {
            Siblings.IncreasePatience();
            string seconds = timeout.TotalSeconds.ToString(CultureInfo.InvariantCulture);
            string reason = $"the server did not close the connection within {seconds} s after the transport had closed its side";
            Break(reason, exception, TransportErrorType.CloseUnanswered);
            return;
        }
        catch (Exception exception) when (SocketErrors.IsConnectionError(exception))
        {
            Break(SocketErrors.Describe(exception), exception);
            return;
        }

        SettleDrained(settleAtOnce);
    }

    /// <summary>Breaks the connection. Everything unsettled on any connection to the server fails. Later calls have no effect.</summary>
    public void Break(string reason, Exception? cause, string? errorType = null)
    {
        bool wasDraining = _state.IsDraining;
        if (_state.TryBreak() is not { } ledger)
        {
            return;
        }

        if (wasDraining)
        {
            ledger.MarkCloseUnanswered();
        }

        WasIdle = !wasDraining && IsIdle;
        SyslogTransportException failure = new($"The connection to {Server} broke before all frames on it were settled: {reason}.", cause)
        {
            ErrorType = errorType ?? TransportErrorType.Of(cause),
        };
        Life.End(failure.ErrorType);
        Siblings.Activity.AddBreak(failure.ErrorType, reason);
        OnBroken(cause);
        ledger.Fail(failure);
        Siblings.Remove(this);
        Siblings.FailUnsettled(failure);
        Release();
        _onLost?.Invoke(this, reason);
        Life.MarkLossReported();
    }

    /// <summary>
    /// Fails what is not settled, because another connection to the server broke. What this connection carries from now on is not
    /// affected.
    /// </summary>
    public virtual void FailUnsettled(SyslogTransportException failure) => _state.DetachLedger().Fail(failure);

    /// <summary>Settles a connection that was closed cleanly before its settle window has passed.</summary>
    public void SettleIfClosed()
    {
        if (_state.IsClosed)
        {
            _state.Ledger.SettleAll();
            Siblings.Remove(this);
        }
    }

    // Returns false if the write fails, which breaks the connection.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    protected async ValueTask<bool> TryWriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            await _guard.GuardAsync(Link.SendAllAsync(bytes), cancellationToken).ConfigureAwait(false);
            Siblings.Activity.AddSent(bytes.Length);
            return true;
        }
        catch (Exception exception) when (SocketErrors.IsConnectionError(exception))
        {
            Break(SocketErrors.Describe(exception), exception);
            return false;
        }
    }

    /// <summary>Handles what the server sends. Without an application-level protocol, that is ignored.</summary>
    protected virtual void OnReceived(ReadOnlySpan<byte> bytes)
    {
    }

    /// <summary>Returns whether a read of the given length is the end of what the server sends.</summary>
    protected virtual bool IsEnd(int bytesRead) => bytesRead == 0;

    protected virtual void OnBroken(Exception? cause)
    {
    }

    protected virtual async Task EndSessionAsync()
    {
        await Link.ShutdownSendAsync().ConfigureAwait(false);
        await Reading.ConfigureAwait(false);
    }

    /// <summary>
    /// Called when the server has closed the connection and the transport has closed it or is closing it. Returns why the close does not
    /// prove that the server has read everything, or null if it does.
    /// </summary>
    protected abstract ValueTask<string?> FindUnreadAsync();

    protected virtual void Release()
    {
        _guard.Stop();
        Link.Dispose();
    }

    private void OnWriteTimeout() => Break("the server does not accept what is sent", cause: null, TransportErrorType.Timeout);

    private async Task ReadToEndAsync()
    {
        byte[] buffer = new byte[ReadBufferBytes];
        try
        {
            int read;
            while (!IsEnd(read = await Link.Stream.ReadAsync(buffer).ConfigureAwait(false)))
            {
                OnReceived(buffer.AsSpan(0, read));
            }

            bool isDraining = _state.IsDraining;
            Siblings.HasClosedFirst |= !isDraining || Link.IsEndBeforeClose;
            string? unread = isDraining ? await FindUnreadAsync().ConfigureAwait(false) : await Link.FindEndAsync().ConfigureAwait(false);
            if (unread is not null)
            {
                Break(unread, cause: null, isDraining ? TransportErrorType.CloseUnanswered : TransportErrorType.Closed);
            }
        }
        catch (Exception exception) when (SocketErrors.IsConnectionError(exception))
        {
            Break(SocketErrors.Describe(exception), exception);
        }
    }

    private void SettleDrained(bool settleAtOnce)
    {
        if (_state.TryClose() is not { } ledger)
        {
            return;
        }

        Release();
        Siblings.HasClosedFirst = false;
        if (settleAtOnce)
        {
            Siblings.SettleClosed();
            ledger.SettleAll();
            Siblings.Remove(this);
        }
        else
        {
            _ = SettleAfterWindowAsync(ledger);
        }
    }

    // A process that is killed with nothing unread also closes its connections cleanly. Then its other connections break now, and the
    // frames of this one fail.
    private async Task SettleAfterWindowAsync(SettlementLedger ledger)
    {
        ledger.ProveAll();
        while (ledger.SettleProven() is { } remaining)
        {
            await Task.Delay(remaining, TimeProvider).ConfigureAwait(false);
        }

        Siblings.Remove(this);
    }
}
