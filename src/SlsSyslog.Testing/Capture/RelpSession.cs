using System.Buffers;
using System.Buffers.Text;

namespace SlsSyslog.Testing;

/// <summary>Implements the server side of a RELP session: frames, transaction numbers, offers, and a response to every command.</summary>
internal sealed class RelpSession(int maxFrameBytes) : IStreamProtocol
{
    private const int MaxNumberDigits = 9;
    private const int LastNumber = 999_999_999;
    private readonly FrameRemainder _remainder = new();
    private readonly ArrayBufferWriter<byte> _acknowledgements = new();
    private int _expected = 1;
    private bool _isOpen;
    private bool _isClosed;

    public bool IsAtBoundary => _remainder.IsEmpty;

    public void Read(ReadOnlySpan<byte> received, FrameHandler onFrame, Action<ProtocolAnswer> onAnswer)
    {
        ReadOnlySpan<byte> bytes = _remainder.Join(received);
        int position = 0;
        while (!_isClosed && ReceivedRelpFrame.TryRead(bytes[position..], maxFrameBytes, out ReceivedRelpFrame frame))
        {
            position += frame.Length;
            Take(frame, onFrame, onAnswer);
        }

        FlushAcknowledgements(onAnswer);
        _remainder.Keep(_isClosed ? [] : bytes[position..]);
    }

    private void Take(ReceivedRelpFrame frame, FrameHandler onFrame, Action<ProtocolAnswer> onAnswer)
    {
        if (frame.Number != _expected)
        {
            Close(onAnswer, []);
            return;
        }

        _expected = _expected == LastNumber ? 1 : _expected + 1;
        switch (frame.Command)
        {
            case "open":
                Open(frame, onAnswer);
                break;
            case "syslog" when _isOpen:
                onFrame(frame.Data);
                Acknowledge(frame.Number);
                break;
            case "syslog":
                onAnswer(new ProtocolAnswer(Response(frame.Number, "500 command disabled")));
                break;
            case "close":
                FlushAcknowledgements(onAnswer);
                Close(onAnswer, Response(frame.Number, ""));
                break;
            default:
                Close(onAnswer, []);
                break;
        }
    }

    private void Open(ReceivedRelpFrame frame, Action<ProtocolAnswer> onAnswer)
    {
        string[] offers = Encoding.ASCII.GetString(frame.Data).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (!offers.Any(offer => offer.StartsWith("commands=", StringComparison.Ordinal) && offer[9..].Split(',').Contains("syslog")))
        {
            onAnswer(new ProtocolAnswer(Response(frame.Number, "500 required command not supported by client")));
            return;
        }

        _isOpen = true;
        onAnswer(new ProtocolAnswer(Response(frame.Number, "200 OK\nrelp_version=0\nrelp_software=slssyslog-testing,1\ncommands=syslog")));
    }

    private void Close(Action<ProtocolAnswer> onAnswer, byte[] response)
    {
        _isClosed = true;
        onAnswer(new ProtocolAnswer([.. response, .. "0 serverclose 0\n"u8], IsLast: true));
    }

    // TXNR rsp 6 200 OK LF
    private void Acknowledge(int number)
    {
        Span<byte> digits = stackalloc byte[MaxNumberDigits];
        Utf8Formatter.TryFormat(number, digits, out int length);
        _acknowledgements.Write(digits[..length]);
        _acknowledgements.Write(" rsp 6 200 OK\n"u8);
    }

    private void FlushAcknowledgements(Action<ProtocolAnswer> onAnswer)
    {
        if (_acknowledgements.WrittenCount > 0)
        {
            onAnswer(new ProtocolAnswer(_acknowledgements.WrittenSpan.ToArray(), IsAcknowledgement: true));
            _acknowledgements.ResetWrittenCount();
        }
    }

    private static byte[] Response(int number, string data) =>
        Encoding.ASCII.GetBytes(data.Length == 0 ? $"{number} rsp 0\n" : $"{number} rsp {data.Length} {data}\n");
}
