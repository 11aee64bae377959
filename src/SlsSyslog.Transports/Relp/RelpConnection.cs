using System.Buffers.Text;
using System.Globalization;
using System.Text;
using SlsSyslog.Serialization;

namespace SlsSyslog.Transports;

/// <summary>One RELP session. Positions count messages; a message is settled when the server has answered it with 200.</summary>
internal sealed class RelpConnection : SyslogConnection
{
    // TXNR 1 is the open; after this one follows 1 again.
    private const int LastNumber = 999_999_999;
    private const int LongestFrameHeader = 9 + 8 + 10 + 1;

    private readonly RelpTransportOptions _options;
    private readonly RelpWindow _window;
    private readonly ITimer _deadline;
    private readonly TaskCompletionSource _sessionEnd = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private byte[] _output = new byte[FrameBuffer.DefaultSliceBytes];
    private byte[] _unread = [];
    private int _nextNumber = 2;
    private int _nextAnswered = 1;
    private int? _closeNumber;

    public RelpConnection(ConnectionParts parts, RelpTransportOptions options)
        : base(parts, new DeliveryLedger(TimeSpan.Zero, parts.Clock, start: 0))
    {
        _options = options;
        _window = new RelpWindow(options.WindowSize);
        _deadline = Clock.CreateTimer(static connection => ((RelpConnection)connection!).OnDeadline(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public override bool IsAnswered => true;

    public override async Task GreetAsync(CancellationToken cancellationToken)
    {
        using CancellationTokenSource deadline = new(Options.ConnectTimeout, Clock);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        bool isOpen = false;
        try
        {
            await Link.WriteAsync(RelpOffer.Open).ConfigureAwait(false);
            byte[] buffer = new byte[1024];
            while (_nextAnswered == 1)
            {
                int read = await Link.Stream.ReadAsync(buffer, either.Token).ConfigureAwait(false);
                if (read == 0)
                {
                    throw new SyslogTransportException("the server closed the connection instead of opening a RELP session");
                }

                OnReceived(buffer.AsSpan(0, read));
            }

            isOpen = true;
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SyslogTransportException("the server does not answer in RELP; a plain syslog listener behaves so", e);
        }
        catch (Exception e) when (SocketFault.IsConnectionFault(e))
        {
            throw new SyslogTransportException(SocketFault.Describe(e), e);
        }
        finally
        {
            if (!isOpen)
            {
                Release();
            }
        }
    }

    public override async ValueTask<DeliveryTicket?> SendAsync(FrameBuffer frames, SendProgress progress, CancellationToken cancellationToken)
    {
        DeliveryLedger ledger = Ledger;
        int firstFrame = progress.FirstFrame;
        long firstPosition = _window.Sent;
        int next = firstFrame;
        while (next < frames.Count)
        {
            int room = await _window.WaitForRoomAsync(frames.Count - next, cancellationToken).ConfigureAwait(false);
            int count = Math.Min(room, frames.Count - next);
            if (count > 0)
            {
                int length = Write(frames, next, count);
                ledger.Record(_window.Send(count), needsProof: true);
                _deadline.Change(_options.ResponseTimeout, Timeout.InfiniteTimeSpan);
                next += count;
                if (await WriteAsync(_output.AsMemory(0, length), cancellationToken).ConfigureAwait(false))
                {
                    continue;
                }
            }

            // Broken: what the server has answered needs no further try.
            progress.FirstFrame = firstFrame + (int)Math.Max(0, _window.Acknowledged - firstPosition);
            return null;
        }

        return new DeliveryTicket(ledger, _window.Sent);
    }

    /// <summary>An answer is an answer, whatever becomes of other sessions.</summary>
    public override void FailUnsettled(SyslogTransportException failure)
    {
    }

    protected override void OnReceived(ReadOnlySpan<byte> bytes)
    {
        if (_unread.Length > 0)
        {
            bytes = (byte[])[.. _unread, .. bytes];
        }

        int acknowledged = 0;
        while (RelpFrame.TryRead(ref bytes, out RelpFrame frame))
        {
            acknowledged += OnFrame(frame);
        }

        _unread = bytes.ToArray();
        Link.AcknowledgeNow();
        if (acknowledged > 0)
        {
            _window.Acknowledge(acknowledged);
            DeliveryLedger ledger = Ledger;
            ledger.Prove(_window.Acknowledged);
            ledger.Settle();
            _deadline.Change(_window.IsEmpty ? Timeout.InfiniteTimeSpan : _options.ResponseTimeout, Timeout.InfiniteTimeSpan);
        }
    }

    protected override async Task EndAsync()
    {
        await _window.WaitUntilEmptyAsync().ConfigureAwait(false);
        _closeNumber = TakeNumber();
        byte[] close = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{_closeNumber} close 0\n"));
        if (await WriteAsync(close, CancellationToken.None).ConfigureAwait(false))
        {
            await Task.WhenAny(_sessionEnd.Task, Reading).ConfigureAwait(false);
            await base.EndAsync().ConfigureAwait(false);
        }
    }

    protected override ValueTask<bool> IsAllTakenAsync() => ValueTask.FromResult(_window.IsEmpty);

    protected override void Release()
    {
        _window.Close();
        _deadline.Dispose();
        base.Release();
    }

    // Returns how many messages the frame acknowledges: 1 or 0.
    private int OnFrame(RelpFrame frame)
    {
        if (frame.Command.SequenceEqual("serverclose"u8))
        {
            _sessionEnd.TrySetResult();
            return _closeNumber is not null ? 0 : throw new IOException(Server.IsTls && _window.Acknowledged == 0
                ? "the server ended the RELP session before it answered a message; one that refuses our certificate does so"
                : "the server ended the RELP session");
        }

        // An answer ahead of its message would count for it once it is sent.
        bool isDue = _nextAnswered != _nextNumber;
        if (!isDue || !frame.Command.SequenceEqual("rsp"u8) || frame.Number != _nextAnswered)
        {
            string due = isDue ? string.Create(CultureInfo.InvariantCulture, $"the answer to {_nextAnswered}") : "nothing";
            throw new IOException(string.Create(
                CultureInfo.InvariantCulture, $"the server sent {Encoding.ASCII.GetString(frame.Command)} {frame.Number} where {due} was due"));
        }

        bool isOpen = _nextAnswered == 1 && _window.Sent == 0;
        _nextAnswered = Following(_nextAnswered);
        if (frame.Number == _closeNumber)
        {
            // librelp answers a close with nothing behind the length.
            _sessionEnd.TrySetResult();
            return 0;
        }

        if (!frame.Data.StartsWith("200"u8))
        {
            string answer = Encoding.UTF8.GetString(frame.Data[..Math.Min(frame.Data.Length, 200)]).ReplaceLineEndings(" ");
            throw new IOException($"the server answered {(isOpen ? "the opening of the session" : "a message")} with: {answer}");
        }

        return isOpen ? 0 : 1;
    }

    private int Write(FrameBuffer frames, int first, int count)
    {
        int from = first == 0 ? 0 : frames.FrameEnds[first - 1];
        int bound = frames.FrameEnds[first + count - 1] - from + (count * (LongestFrameHeader + 1));
        if (_output.Length < bound)
        {
            _output = new byte[bound];
        }

        int at = 0;
        for (int i = first; i < first + count; i++)
        {
            ReadOnlySpan<byte> message = frames.GetMessage(i).Span;
            Utf8Formatter.TryFormat(TakeNumber(), _output.AsSpan(at), out int digits);
            at += digits;
            " syslog "u8.CopyTo(_output.AsSpan(at));
            at += " syslog "u8.Length;
            Utf8Formatter.TryFormat(message.Length, _output.AsSpan(at), out digits);
            at += digits;
            _output[at++] = (byte)' ';
            message.CopyTo(_output.AsSpan(at));
            at += message.Length;
            _output[at++] = (byte)'\n';
        }

        return at;
    }

    private int TakeNumber()
    {
        int number = _nextNumber;
        _nextNumber = Following(number);
        return number;
    }

    private static int Following(int number) => number == LastNumber ? 1 : number + 1;

    private void OnDeadline() => Break(
        string.Create(CultureInfo.InvariantCulture, $"the server acknowledged nothing for {_options.ResponseTimeout.TotalSeconds} s"), cause: null);
}
