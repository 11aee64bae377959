using System.Text;
using SlsSyslog.Serialization;

namespace SlsSyslog.Transports.Tests;

/// <summary>Creates frame buffers from texts.</summary>
internal static class Frames
{
    /// <summary>The length of messages of which 40 000 do not fit into the buffers of two systems.</summary>
    public const int LargeBytes = 500;

    public static FrameBuffer Of(params IEnumerable<string> messages) => Of(SyslogFraming.OctetCounting, messages);

    public static FrameBuffer Of(SyslogFraming framing, IEnumerable<string> messages)
    {
        string[] texts = [.. messages];
        FrameBuffer frames = new(framing, maxMessageBytes: 64 * 1024, sliceBytes: texts.Sum(text => 12 + (text.Length * 3)) + 1);
        LogRecordBuilder builder = new();
        foreach (string message in texts)
        {
            frames.Append(Verbatim.Formatter, builder.Clear().AddField("m"u8, Encoding.UTF8.GetBytes(message)).Record);
        }

        return frames;
    }

    /// <summary>Creates a buffer of numbered messages of one size, for example <c>a-000017 xxxxxx</c>.</summary>
    public static FrameBuffer Numbered(string name, int first, int count, int bytes = 100) =>
        Of(Enumerable.Range(first, count).Select(number => $"{name}-{number:D6} ".PadRight(bytes, 'x')));

    private sealed class Verbatim : IMessageFormatter
    {
        public static readonly Verbatim Formatter = new();

        public void Format(scoped LogRecord record, ref SyslogWriter writer) => writer.WriteLiteral(record.GetField(0).Value);
    }
}
