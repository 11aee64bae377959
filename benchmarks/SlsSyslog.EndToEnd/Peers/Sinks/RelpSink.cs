using System.Buffers.Text;

namespace SlsSyslog.EndToEnd;

/// <summary>Reads RELP and acknowledges every transaction of what was received with one write.</summary>
internal static class RelpSink
{
    private const int BufferBytes = 1024 * 1024;

    public static int Listen(SinkCounter counter) => TcpSink.Listen(stream => Read(stream, counter));

    private static void Read(Stream stream, SinkCounter counter)
    {
        byte[] buffer = new byte[BufferBytes];
        byte[] answers = new byte[BufferBytes];
        int held = 0;
        for (int count = stream.Read(buffer); count > 0; count = stream.Read(buffer, held, buffer.Length - held))
        {
            counter.Add(count);
            held += count;
            int at = 0;
            int written = 0;
            while (TryReadFrame(buffer.AsSpan(at, held - at), out RelpFrame frame))
            {
                at += frame.Length;
                written += Answer(frame, answers.AsSpan(written));
            }

            stream.Write(answers, 0, written);
            buffer.AsSpan(at, held - at).CopyTo(buffer);
            held -= at;
        }
    }

    // TXNR SP COMMAND SP DATALEN [SP DATA] LF
    private static bool TryReadFrame(ReadOnlySpan<byte> bytes, out RelpFrame frame)
    {
        frame = default;
        if (!Utf8Parser.TryParse(bytes, out int number, out int digits) || digits + 1 >= bytes.Length)
        {
            return false;
        }

        ReadOnlySpan<byte> rest = bytes[(digits + 1)..];
        int command = rest.IndexOf((byte)' ');
        if (command < 0 || !Utf8Parser.TryParse(rest[(command + 1)..], out int data, out int lengthDigits)
            || command + 1 + lengthDigits >= rest.Length)
        {
            return false;
        }

        int total = digits + 1 + command + 1 + lengthDigits + (data > 0 ? 1 + data : 0) + 1;
        frame = new RelpFrame(number, rest[0], total);
        return total <= bytes.Length;
    }

    private static int Answer(RelpFrame frame, Span<byte> target)
    {
        Utf8Formatter.TryFormat(frame.Number, target, out int length);
        ReadOnlySpan<byte> answer = frame.FirstLetter switch
        {
            (byte)'o' => " rsp 37 200 OK\nrelp_version=0\ncommands=syslog\n"u8,
            (byte)'c' => " rsp 0\n"u8,
            _ => " rsp 6 200 OK\n"u8,
        };
        answer.CopyTo(target[length..]);
        return length + answer.Length;
    }

    private readonly record struct RelpFrame(int Number, byte FirstLetter, int Length);
}
