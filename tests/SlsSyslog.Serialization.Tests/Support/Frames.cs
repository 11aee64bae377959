using System.Text;

namespace SlsSyslog.Serialization.Tests.Support;

internal static class Frames
{
    /// <summary>The message that a formatter makes of a record, without framing.</summary>
    public static byte[] Format(IMessageFormatter formatter, scoped LogRecord record, int maxBytes, out FrameOutcome outcome)
    {
        using FrameBuffer frames = new(SyslogFraming.Datagram, maxBytes, 1);
        outcome = frames.Append(formatter, record);
        return frames.Memory.ToArray();
    }

    /// <summary>Formats a record as a message without framing.</summary>
    public static string Format(IMessageFormatter formatter, LogRecordBuilder builder) =>
        Encoding.UTF8.GetString(Format(formatter, builder.Record, FrameBuffer.DefaultMaxMessageBytes, out _));
}
