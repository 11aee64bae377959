using System.Globalization;
using SlsSyslog.Serialization;

namespace SlsSyslog.Transports;

/// <summary>
/// One open connection. A read is always pending, so that a close, a reset or a refusal is known at once. Once anything goes
/// wrong it is broken for good: a frame may be torn, and nothing may follow it.
/// </summary>
internal abstract class SyslogConnection
{
    private const int ReadBufferBytes = 4096;
    private readonly Lock _lock = new();
    private readonly ServerConnections _siblings;
    private readonly Action<SyslogConnection, string> _onLost;
    private readonly WriteGuard _writer;
    private readonly long _connectedAt;
    private DeliveryLedger _ledger;
    private ConnectionState _state;

    protected SyslogConnection(ConnectionParts parts, DeliveryLedger ledger)
    {
        Link = parts.Link;
        Options = parts.Options;
        Clock = parts.Clock;
        _siblings = parts.Siblings;
        _onLost = parts.OnLost;
        _ledger = ledger;
        _connectedAt = Clock.GetTimestamp();
        _writer = new WriteGuard(Link, Options.WriteTimeout, Clock, () => Break("the server does not take what is sent", cause: null));
    }

    public SyslogServer Server => _siblings.Server;

    public bool IsOpen => Current is ConnectionState.Open;

    /// <summary>Whether both sides ended it and the peer had taken everything.</summary>
    public bool WasClosedCleanly => Current is ConnectionState.Closed;

    public TimeSpan Age => Clock.GetElapsedTime(_connectedAt);

    public long BytesSent => Link.Wire.BytesSent;

    public bool HasUnsettled => Ledger.HasUnsettled;

    public bool HasSettledAnything => Ledger.HasSettledAnything;

    /// <summary>Whether the server itself says what it took; then anything settled shows that it works.</summary>
    public virtual bool IsAnswered => false;

    /// <summary>Ends when the peer's end was read or the connection is broken.</summary>
    protected Task Reading { get; private set; } = Task.CompletedTask;

    protected StreamLink Link { get; }

    protected NetworkTransportOptions Options { get; }

    protected TimeProvider Clock { get; }

    protected bool IsAlive => Current is ConnectionState.Open or ConnectionState.Draining;

    protected DeliveryLedger Ledger
    {
        get
        {
            lock (_lock)
            {
                return _ledger;
            }
        }
    }

    private ConnectionState Current
    {
        get
        {
            lock (_lock)
            {
                return _state;
            }
        }
    }

    /// <summary>What both sides must say before frames can be sent: nothing, mostly. Before <see cref="Start"/>.</summary>
    /// <exception cref="SyslogTransportException">They do not agree; the connection is released.</exception>
    public virtual Task GreetAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Begins to read. From here on the end of the connection is noticed and told.</summary>
    public void Start()
    {
        _siblings.Add(this);
        Reading = ReadToEndAsync();
    }

    /// <summary>Hands all frames to the operating system. Only one call at a time. Null: the connection is broken, send them on another.</summary>
    public abstract ValueTask<DeliveryTicket?> SendAsync(FrameBuffer frames, SendProgress progress, CancellationToken cancellationToken);

    /// <summary>
    /// Shuts our side down and waits for the peer's end, which settles everything, at once or after the settle window. Not while
    /// something is being sent. When the peer does not close in time, the connection is broken.
    /// </summary>
    public async Task DrainAsync(bool settleAtOnce)
    {
        lock (_lock)
        {
            if (_state != ConnectionState.Open)
            {
                return;
            }

            _state = ConnectionState.Draining;
        }

        try
        {
            await EndAsync().WaitAsync(Options.DrainTimeout, Clock).ConfigureAwait(false);
        }
        catch (TimeoutException e)
        {
            Break(string.Create(CultureInfo.InvariantCulture, $"the server did not close within {Options.DrainTimeout.TotalSeconds} s of our closing"), e);
            return;
        }
        catch (Exception e) when (SocketFault.IsConnectionFault(e))
        {
            Break(SocketFault.Describe(e), e);
            return;
        }

        SettleClosed(settleAtOnce);
    }

    /// <summary>Ends the connection for good; what has not settled on any connection to the server fails. Later calls do nothing.</summary>
    public void Break(string reason, Exception? cause)
    {
        DeliveryLedger ledger;
        lock (_lock)
        {
            if (_state is ConnectionState.Closed or ConnectionState.Broken)
            {
                return;
            }

            // From here on nobody replaces the ledger: whoever sends under it learns of the break.
            _state = ConnectionState.Broken;
            ledger = _ledger;
        }

        SyslogTransportException failure = new($"The connection to {Server} broke before everything on it had settled: {reason}.", cause);
        OnBroken(cause);
        ledger.Fail(failure);
        _siblings.Remove(this);
        _siblings.FailUnsettled(failure);
        Release();
        _onLost(this, reason);
    }

    /// <summary>A sibling broke: what this connection carried so far may be lost as well, what it carries from now on is not concerned.</summary>
    public virtual void FailUnsettled(SyslogTransportException failure)
    {
        DeliveryLedger failed;
        lock (_lock)
        {
            failed = _ledger;
            if (_state is ConnectionState.Open or ConnectionState.Draining)
            {
                _ledger = failed.Successor();
            }
        }

        failed.Fail(failure);
    }

    /// <summary>A connection that was closed cleanly and still waits for its settle window need not wait longer.</summary>
    public void SettleIfClosed()
    {
        DeliveryLedger? settled = null;
        lock (_lock)
        {
            if (_state == ConnectionState.Closed)
            {
                settled = _ledger;
            }
        }

        if (settled is not null)
        {
            settled.SettleAll();
            _siblings.Remove(this);
        }
    }

    /// <summary>Writes all bytes, or breaks and returns false.</summary>
    protected async ValueTask<bool> WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            await _writer.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (SocketFault.IsConnectionFault(e))
        {
            Break(SocketFault.Describe(e), e);
            return false;
        }
    }

    /// <summary>What the server says; a syslog server says nothing.</summary>
    protected virtual void OnReceived(ReadOnlySpan<byte> bytes)
    {
    }

    /// <summary>It is broken, and nobody was told yet.</summary>
    protected virtual void OnBroken(Exception? cause)
    {
    }

    /// <summary>Says our end and waits for the peer's.</summary>
    protected virtual async Task EndAsync()
    {
        await Link.ShutdownSendAsync().ConfigureAwait(false);
        await Reading.ConfigureAwait(false);
    }

    /// <summary>The peer's end came after ours. Returns whether it had really taken everything.</summary>
    protected abstract ValueTask<bool> IsAllTakenAsync();

    /// <summary>Gives back what the connection holds.</summary>
    protected virtual void Release()
    {
        _writer.End();
        Link.Dispose();
    }

    private async Task ReadToEndAsync()
    {
        byte[] buffer = new byte[ReadBufferBytes];
        try
        {
            int read;
            while ((read = await Link.Stream.ReadAsync(buffer).ConfigureAwait(false)) > 0)
            {
                OnReceived(buffer.AsSpan(0, read));
            }

            if (Current != ConnectionState.Draining || !await IsAllTakenAsync().ConfigureAwait(false))
            {
                Break(SocketFault.ClosedByServer, cause: null);
            }
        }
        catch (Exception e) when (SocketFault.IsConnectionFault(e))
        {
            Break(SocketFault.Describe(e), e);
        }
    }

    private void SettleClosed(bool settleAtOnce)
    {
        DeliveryLedger ledger;
        lock (_lock)
        {
            if (_state != ConnectionState.Draining)
            {
                return;
            }

            _state = ConnectionState.Closed;
            ledger = _ledger;
        }

        Release();
        if (settleAtOnce)
        {
            _siblings.SettleClosed();
            ledger.SettleAll();
            _siblings.Remove(this);
        }
        else
        {
            _ = SettleAfterWindowAsync(ledger);
        }
    }

    // A process that dies with nothing unread also sends a clean end. Then its other connections break now, and take this one's bytes back.
    private async Task SettleAfterWindowAsync(DeliveryLedger ledger)
    {
        ledger.ProveAll();
        while (ledger.Settle() is { } left)
        {
            await Task.Delay(left, Clock).ConfigureAwait(false);
        }

        _siblings.Remove(this);
    }
}
