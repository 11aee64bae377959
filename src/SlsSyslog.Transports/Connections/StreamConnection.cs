using System.Globalization;
using System.Net.Sockets;
using SlsSyslog.Serialization;

namespace SlsSyslog.Transports;

/// <summary>
/// One open connection. A read is always pending, so that a close, a reset or a refusal is known at once. Once anything goes
/// wrong it is broken for good: a frame may be torn, and nothing may follow it.
/// </summary>
internal abstract class StreamConnection
{
    private const int ReadBufferBytes = 512;
    // A write that its sender gives up mostly ends well in this time; breaking it off would cost everyone else on the connection.
    private static readonly TimeSpan GiveUpGrace = TimeSpan.FromMilliseconds(500);
    private readonly Lock _lock = new();
    private readonly Stream _stream;
    private readonly ServerConnections _siblings;
    private readonly StreamTransportOptions _options;
    private readonly TimeProvider _clock;
    private readonly Action<StreamConnection, string> _onLost;
    private readonly ITimer _writeDeadline;
    private readonly long _connectedAt;
    private DeliveryLedger _ledger;
    private bool _hasSettledBefore;
    private State _state;
    private Task _reading = Task.CompletedTask;

    protected StreamConnection(ConnectionParts parts, DeliveryLedger ledger)
    {
        Socket = parts.Socket;
        _stream = parts.Stream;
        _siblings = parts.Siblings;
        _options = parts.Options;
        _clock = parts.Clock;
        _onLost = parts.OnLost;
        _ledger = ledger;
        _connectedAt = _clock.GetTimestamp();
        _writeDeadline = _clock.CreateTimer(
            static connection => ((StreamConnection)connection!).OnWriteDeadline(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private enum State
    {
        Open,
        Draining,
        Closed,
        Broken,
    }

    public SyslogServer Server => _siblings.Server;

    public bool IsOpen
    {
        get
        {
            lock (_lock)
            {
                return _state == State.Open;
            }
        }
    }

    public TimeSpan Age => _clock.GetElapsedTime(_connectedAt);

    public bool HasSettledAnything
    {
        get
        {
            lock (_lock)
            {
                return _hasSettledBefore || _ledger.HasSettledAnything;
            }
        }
    }

    public bool HasUnsettled => Ledger.HasUnsettled;

    protected Socket Socket { get; }

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

    protected bool IsAlive
    {
        get
        {
            lock (_lock)
            {
                return _state is State.Open or State.Draining;
            }
        }
    }

    public void Start()
    {
        _siblings.Add(this);
        _reading = ReadToEndAsync();
    }

    /// <summary>Hands all frames to the operating system. Only one call at a time. Null: the connection is broken, send them on another.</summary>
    public abstract ValueTask<DeliveryTicket?> SendAsync(FrameBuffer frames, CancellationToken cancellationToken);

    /// <summary>
    /// Shuts our side down and waits for the peer's end, which settles everything. Not while something is being sent. When the
    /// peer does not close in time, the connection is broken.
    /// </summary>
    public async Task DrainAsync()
    {
        lock (_lock)
        {
            if (_state != State.Open)
            {
                return;
            }

            _state = State.Draining;
        }

        try
        {
            Socket.Shutdown(SocketShutdown.Send);
            await _reading.WaitAsync(_options.DrainTimeout, _clock).ConfigureAwait(false);
        }
        catch (TimeoutException e)
        {
            Break(string.Create(CultureInfo.InvariantCulture, $"the server did not close within {_options.DrainTimeout.TotalSeconds} s of our closing"), e);
        }
        catch (Exception e) when (SocketFault.IsConnectionFault(e))
        {
            Break(SocketFault.Describe(e), e);
        }
    }

    /// <summary>Ends the connection for good; what has not settled on any connection to the server fails. Later calls do nothing.</summary>
    public void Break(string reason, Exception? cause)
    {
        DeliveryLedger ledger;
        lock (_lock)
        {
            if (_state is State.Closed or State.Broken)
            {
                return;
            }

            // From here on nobody replaces the ledger: whoever sends under it learns of the break.
            _state = State.Broken;
            ledger = _ledger;
        }

        SyslogTransportException failure = new($"The connection to {Server} broke before everything on it had settled: {reason}.", isTransient: true, cause);
        ledger.Fail(failure);
        _siblings.Remove(this);
        _siblings.FailUnsettled(failure);
        Release();
        _onLost(this, reason);
    }

    /// <summary>A sibling broke: what this connection carried so far may be lost as well, what it carries from now on is not concerned.</summary>
    public void FailUnsettled(SyslogTransportException failure)
    {
        DeliveryLedger failed;
        lock (_lock)
        {
            if (_state is State.Closed or State.Broken)
            {
                return;
            }

            failed = _ledger;
            _hasSettledBefore |= failed.HasSettledAnything;
            _ledger = failed.Successor();
        }

        failed.Fail(failure);
    }

    /// <summary>
    /// Writes all bytes, or breaks and returns false. A sender that gives up waits for the grace; then the connection is broken,
    /// since nobody can tell how much was written.
    /// </summary>
    protected async ValueTask<bool> WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            ValueTask write = _stream.WriteAsync(bytes, CancellationToken.None);
            if (write.IsCompleted)
            {
                await write.ConfigureAwait(false);
                return true;
            }

            _writeDeadline.Change(_options.WriteTimeout, Timeout.InfiniteTimeSpan);
            CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(
                static connection => ((StreamConnection)connection!)._writeDeadline.Change(GiveUpGrace, Timeout.InfiniteTimeSpan), this);
            try
            {
                await write.ConfigureAwait(false);
            }
            finally
            {
                await registration.DisposeAsync().ConfigureAwait(false);
                _writeDeadline.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            }

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

    /// <summary>The peer's end came after ours. Returns whether it had really taken everything.</summary>
    protected abstract ValueTask<bool> IsAllTakenAsync();

    /// <summary>Gives back what the connection holds.</summary>
    protected virtual void Release()
    {
        _writeDeadline.Dispose();
        try
        {
            // Without this, disposing under a pending read resets the connection, and a reset may cost the peer what it has not read yet.
            Socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (SocketFault.IsConnectionFault(e))
        {
            // Not connected any more: nothing to end.
        }

        _stream.Dispose();
        Socket.Dispose();
    }

    private async Task ReadToEndAsync()
    {
        byte[] buffer = new byte[ReadBufferBytes];
        try
        {
            int read;
            while ((read = await _stream.ReadAsync(buffer).ConfigureAwait(false)) > 0)
            {
                OnReceived(buffer.AsSpan(0, read));
            }

            await OnPeerClosedAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (SocketFault.IsConnectionFault(e))
        {
            Break(SocketFault.Describe(e), e);
        }
    }

    private async ValueTask OnPeerClosedAsync()
    {
        bool draining;
        lock (_lock)
        {
            draining = _state == State.Draining;
        }

        if (!draining || !await IsAllTakenAsync().ConfigureAwait(false))
        {
            Break(SocketFault.ClosedByServer, cause: null);
            return;
        }

        DeliveryLedger ledger;
        lock (_lock)
        {
            if (_state != State.Draining)
            {
                return;
            }

            _state = State.Closed;
            ledger = _ledger;
        }

        ledger.SettleAll();
        _siblings.Remove(this);
        Release();
    }

    private void OnWriteDeadline() => Break("the server does not take what is sent", cause: null);
}
