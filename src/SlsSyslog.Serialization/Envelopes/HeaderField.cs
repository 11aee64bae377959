using System.Globalization;
using System.Text;

namespace SlsSyslog.Serialization;

// One of HOSTNAME, APP-NAME, PROCID and MSGID (RFC 5424 6.2.4 to 6.2.7): printable ASCII without spaces, "-" for nothing.
internal sealed class HeaderField(SyslogTemplate template, int maxLength, bool isHostName)
{
    // More than the longest field, so that cutting a value to this loses nothing that could be shown.
    public const int LongestValue = 512;

    private static readonly IdnMapping Idn = new();

    public bool DependsOnRecord => template.DependsOnRecord;

    public void Write(scoped LogRecord record, int roomForTheRest, ref SyslogWriter writer)
    {
        Span<byte> room = stackalloc byte[LongestValue];
        int sanitized = 0;
        ReadOnlySpan<byte> value = Resolve(record, room, ref sanitized);
        Write(value, sanitized, roomForTheRest, ref writer);
    }

    // Writes a space and the field, or a space and "-" where no more room is left than what follows needs.
    public static void Write(scoped ReadOnlySpan<byte> value, int sanitized, int roomForTheRest, ref SyslogWriter writer)
    {
        if (value.Length + 1 > writer.Room - roomForTheRest)
        {
            value = default;
            sanitized++;
        }

        writer.WriteLiteral(" "u8);
        writer.WriteLiteral(value.IsEmpty ? "-"u8 : value);
        writer.CountSanitized(sanitized);
    }

    // Puts the field together in the room, which has LongestValue bytes. Empty when there is nothing.
    public Span<byte> Resolve(scoped LogRecord record, Span<byte> room, ref int sanitized) =>
        Sanitize(room, template.Resolve(record, room), maxLength, isHostName, ref sanitized);

    // SanitizedCount the first `length` bytes in place.
    public static Span<byte> Sanitize(Span<byte> room, int length, int maxLength, bool isHostName, ref int sanitized)
    {
        Span<byte> value = room[..length];
        if (isHostName && !Ascii.IsValid(value))
        {
            value = room[..ToAceForm(room, length)];
            sanitized++;
        }

        if (value.Length > maxLength)
        {
            value = value[..maxLength];
            sanitized++;
        }

        for (int at = FindForbidden(value); at >= 0; at = FindForbidden(value))
        {
            value[at] = (byte)'_';
            sanitized++;
        }

        BreakEventStarts(value, ref sanitized);
        return value;
    }

    // Receivers of CEF and LEEF search the whole line for what an event begins with, and take the first they find.
    private static void BreakEventStarts(Span<byte> value, ref int sanitized)
    {
        for (int at = 3; at < value.Length; at++)
        {
            if (value[at] == ':' && (Ascii.EqualsIgnoreCase(value[(at - 3)..at], "CEF"u8) || EndsWithLeef(value[..at])))
            {
                value[at] = (byte)'_';
                sanitized++;
            }
        }
    }

    private static bool EndsWithLeef(scoped ReadOnlySpan<byte> text) => text.Length >= 4 && Ascii.EqualsIgnoreCase(text[^4..], "LEEF"u8);

    private static int FindForbidden(scoped ReadOnlySpan<byte> value) => value.IndexOfAnyExceptInRange((byte)33, (byte)126);

    // A host name that is not ASCII; happens once per group at the most where the name is the group's. What IDN refuses stays,
    // for the underscores.
    private static int ToAceForm(scoped Span<byte> room, int length)
    {
        try
        {
            string ace = Idn.GetAscii(Encoding.UTF8.GetString(room[..length]));
            return Encoding.ASCII.TryGetBytes(ace, room, out int written) ? written : length;
        }
        catch (ArgumentException)
        {
            return length;
        }
    }
}
