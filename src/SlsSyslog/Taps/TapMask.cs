using System.Buffers;

namespace SlsSyslog;

/// <summary>
/// Masks a message: the priority and the time remain, and each other word becomes <c>***</c> unless it is the name of a field and is where a name
/// is: before an equals sign or a colon. Any message is masked in the same way, so that no format can show a value.
/// </summary>
internal static class TapMask
{
    private const int TimeLength = 15; // of RFC 3164: Jan  2 03:04:05

    // What structures a message. All other bytes belong to words.
    private static readonly SearchValues<byte> Structure = SearchValues.Create(" \t\r\n=|\"'\\,;:{}[]()<>^"u8);

    private static readonly SearchValues<byte> TimeBytes = SearchValues.Create("0123456789-:.+TZ "u8);

    public static byte[] Apply(ReadOnlySpan<byte> message, scoped LogRecord record, TapNames names)
    {
        ArrayBufferWriter<byte> masked = new(message.Length + 1);
        int header = FindHeaderEnd(message);
        masked.Write(message[..header]);
        message = message[header..];
        while (!message.IsEmpty)
        {
            int length = message.IndexOfAny(Structure);
            ReadOnlySpan<byte> word = length < 0 ? message : message[..length];
            if (!word.IsEmpty)
            {
                bool isName = length >= 0 && IsBeforeValue(message[length..]) && IsName(word, record, names);
                masked.Write(isName || word is [(byte)'-'] ? word : "***"u8);
            }

            if (length < 0)
            {
                break;
            }

            masked.Write(message.Slice(length, 1));
            message = message[(length + 1)..];
        }

        return masked.WrittenSpan.ToArray();
    }

    // After name=, name: and "name":.
    private static bool IsBeforeValue(ReadOnlySpan<byte> rest) => rest[0] is (byte)'=' or (byte)':' || rest is [(byte)'"', (byte)':', ..];

    private static bool IsName(ReadOnlySpan<byte> word, scoped LogRecord record, TapNames names)
    {
        if (names.Contains(word))
        {
            return true;
        }

        for (int i = 0; i < record.FieldCount; i++)
        {
            if (record.GetField(i).Key.SequenceEqual(word))
            {
                return true;
            }
        }

        for (int i = 0; i < record.TagCount; i++)
        {
            if (record.GetTag(i).Key.SequenceEqual(word))
            {
                return true;
            }
        }

        return false;
    }

    // <PRI>1 TIMESTAMP, or <PRI>Mmm dd hh:mm:ss.
    private static int FindHeaderEnd(ReadOnlySpan<byte> message)
    {
        int end = message.Length > 0 && message[0] == (byte)'<' ? FindPriorityEnd(message) : 0;
        ReadOnlySpan<byte> rest = message[end..];
        if (end > 0 && rest.StartsWith("1 "u8))
        {
            int space = rest[2..].IndexOf((byte)' ');
            return space is > 0 and < 40 && IsTime(rest.Slice(2, space)) ? end + 2 + space : end + 2;
        }

        bool isTime = end > 0 && rest.Length >= TimeLength && rest[3] == (byte)' ' && rest[9] == (byte)':' && rest[12] == (byte)':'
            && IsTime(rest[4..TimeLength]);
        return isTime ? end + TimeLength : end;
    }

    private static int FindPriorityEnd(ReadOnlySpan<byte> message)
    {
        int end = message[..Math.Min(message.Length, 5)].IndexOf((byte)'>');
        return end > 1 && !message[1..end].ContainsAnyExceptInRange((byte)'0', (byte)'9') ? end + 1 : 0;
    }

    private static bool IsTime(ReadOnlySpan<byte> text) => !text.ContainsAnyExcept(TimeBytes);
}
