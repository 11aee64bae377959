using SlsSyslog.Serialization;

namespace SlsSyslog.TransportRates;

/// <summary>One full slice of equal messages that is sent repeatedly.</summary>
internal sealed class Payload : IMessageFormatter
{
    private readonly byte[] _message;

    public Payload(int messageBytes)
    {
        _message = [.. "<134>1 2026-01-01T00:00:00.000000Z host app - - - "u8, .. Enumerable.Repeat((byte)'x', messageBytes - 50)];
        LogRecord record = new LogRecordBuilder().Record;
        while (!Slice.IsFull)
        {
            Slice.Append(this, record);
        }
    }

    public FrameBuffer Slice { get; } = new();

    public void Format(scoped LogRecord record, ref SyslogWriter writer) => writer.WriteLiteral(_message);
}
