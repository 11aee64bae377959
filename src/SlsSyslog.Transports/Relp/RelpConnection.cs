namespace SlsSyslog.Transports;

/// <summary>Represents one RELP session. Positions count messages. A message settles when the server has responded to it with 200.</summary>
internal sealed class RelpConnection : SyslogConnection
{
    private readonly RelpTransportOptions _options;
    private readonly RelpWindow _window;
    private readonly RelpFrameWriter _writer = new();
    private readonly DeadlineTimer _responseTimer;
    private readonly TaskCompletionSource _sessionEnd = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private byte[] _unparsed = [];
    private int _nextResponse = 1;
    private int? _closeNumber;

    public RelpConnection(SocketLink link, ServerConnections siblings, RelpTransportOptions options, TimeProvider timeProvider)
        : base(link, siblings, options, timeProvider, new SettlementLedger(TimeSpan.Zero, timeProvider, start: 0))
    {
        _options = options;
        _window = new RelpWindow(options.WindowSize);
        _responseTimer = new DeadlineTimer(OnResponseTimeout, timeProvider);
    }

    public override bool IsAcknowledgedByServer => true;

    public override async Task OpenSessionAsync(CancellationToken cancellationToken)
    {
        using CancellationTokenSource deadline = new(Options.ConnectTimeout, TimeProvider);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        bool isOpen = false;
        try
        {
            await Link.SendAllAsync(RelpOpenFrame.Bytes).ConfigureAwait(false);
            byte[] buffer = new byte[1024];
            while (_nextResponse == 1)
            {
                int read = await Link.Stream.ReadAsync(buffer, either.Token).ConfigureAwait(false);
                if (read == 0)
                {
                    throw new SyslogTransportException("the server closed the connection instead of opening a RELP session")
                    {
                        ErrorType = TransportErrorType.Closed,
                    };
                }

                OnReceived(buffer.AsSpan(0, read));
            }

            isOpen = true;
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SyslogTransportException(
                "the server did not respond to the RELP open command; a plain syslog listener does not respond to it", exception);
        }
        catch (Exception exception) when (SocketErrors.IsConnectionError(exception))
        {
            throw new SyslogTransportException(SocketErrors.Describe(exception), exception);
        }
        finally
        {
            if (!isOpen)
            {
                Release();
            }
        }
    }

    public override async ValueTask<(DeliveryTicket? Ticket, int FirstFrame)> SendAsync(
        FrameBuffer frames, int firstFrame, CancellationToken cancellationToken)
    {
        SettlementLedger ledger = Ledger;
        long firstPosition = _window.Sent;
        int next = firstFrame;
        while (next < frames.Count)
        {
            int room = await _window.WaitForRoomAsync(frames.Count - next, cancellationToken).ConfigureAwait(false);
            int count = Math.Min(room, frames.Count - next);
            if (count > 0)
            {
                ReadOnlyMemory<byte> bytes = _writer.WriteMessages(frames, next, count);
                ledger.Record(_window.Send(count), needsProof: true, bytes.Length);
                _responseTimer.Set(_options.ResponseTimeout);
                next += count;
                if (await TryWriteAsync(bytes, cancellationToken).ConfigureAwait(false))
                {
                    continue;
                }
            }

            // Broken: the messages that the server has acknowledged are not sent again.
            return (null, firstFrame + (int)Math.Max(0, _window.Acknowledged - firstPosition));
        }

        return (new DeliveryTicket(ledger, _window.Sent), next);
    }

    /// <summary>Has no effect: an acknowledged message stays acknowledged when another session breaks.</summary>
    public override void FailUnsettled(SyslogTransportException failure)
    {
    }

    protected override void OnReceived(ReadOnlySpan<byte> bytes)
    {
        if (_unparsed.Length > 0)
        {
            bytes = (byte[])[.. _unparsed, .. bytes];
        }

        int acknowledged = 0;
        while (RelpFrame.TryRead(ref bytes, out RelpFrame frame))
        {
            acknowledged += OnFrame(frame);
        }

        _unparsed = bytes.ToArray();
        Link.AcknowledgeNow();
        if (acknowledged > 0)
        {
            _window.Acknowledge(acknowledged);
            SettlementLedger ledger = Ledger;
            ledger.Prove(_window.Acknowledged);
            ledger.SettleProven();
            _responseTimer.Set(_window.IsEmpty ? null : _options.ResponseTimeout);
        }
    }

    protected override async Task EndSessionAsync()
    {
        await _window.WaitUntilEmptyAsync().ConfigureAwait(false);
        _closeNumber = _writer.NextNumber;
        if (await TryWriteAsync(_writer.WriteClose(), CancellationToken.None).ConfigureAwait(false))
        {
            await Task.WhenAny(_sessionEnd.Task, Reading).ConfigureAwait(false);
            await base.EndSessionAsync().ConfigureAwait(false);
        }
    }

    protected override ValueTask<string?> FindUnreadAsync() =>
        ValueTask.FromResult(_window.IsEmpty ? null : SocketErrors.ClosedByServer);

    protected override void Release()
    {
        _window.Close();
        _responseTimer.Stop();
        base.Release();
    }

    // Returns how many messages the frame acknowledges: 1 or 0.
    private int OnFrame(RelpFrame frame)
    {
        if (frame.Command.SequenceEqual("serverclose"u8))
        {
            _sessionEnd.TrySetResult();
            return _closeNumber is not null ? 0 : throw new IOException(Server.IsTls && _window.Acknowledged == 0
                ? "the server ended the RELP session before it responded to a message; a server that rejects the client certificate does that"
                : "the server ended the RELP session");
        }

        // A response that arrives before its message is sent would be counted for that message later.
        bool isExpected = _nextResponse != _writer.NextNumber;
        if (!isExpected || !frame.Command.SequenceEqual("rsp"u8) || frame.Number != _nextResponse)
        {
            string command = PlainText.Clean(Encoding.ASCII.GetString(frame.Command));
            string expected = isExpected ? string.Create(CultureInfo.InvariantCulture, $"the response {_nextResponse}") : "nothing";
            throw new IOException(string.Create(
                CultureInfo.InvariantCulture, $"the server sent {command} {frame.Number}, but {expected} was expected"));
        }

        bool isOpenResponse = _nextResponse == 1 && _window.Sent == 0;
        _nextResponse = RelpFrameWriter.NumberAfter(_nextResponse);
        if (frame.Number == _closeNumber)
        {
            // librelp responds to a close without data.
            _sessionEnd.TrySetResult();
            return 0;
        }

        if (!frame.Data.StartsWith("200"u8))
        {
            string response = PlainText.Clean(Encoding.UTF8.GetString(frame.Data[..Math.Min(frame.Data.Length, 200)]));
            throw new IOException($"the server responded to {(isOpenResponse ? "the RELP open command" : "a message")} with: {response}");
        }

        return isOpenResponse ? 0 : 1;
    }

    private void OnResponseTimeout()
    {
        string seconds = _options.ResponseTimeout.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        Break($"the server acknowledged nothing for {seconds} s", cause: null, TransportErrorType.Timeout);
    }
}
