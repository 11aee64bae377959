using System.Globalization;
using System.Text;

namespace SlsSyslog.Serialization;

// One of HOSTNAME, APP-NAME, PROCID and MSGID (RFC 5424 6.2.4 to 6.2.7): printable ASCII without spaces, "-" for nothing.
internal sealed class HeaderField(SyslogTemplate template, int maxLength, bool isHostName)
{
    // More than the longest field, so that cutting a value to this loses nothing that could be shown.
    private const int LongestValue = 512;

    private static readonly IdnMapping Idn = new();

    public bool DependsOnRecord => template.DependsOnRecord;

    // Writes a space and the field, or a space and "-" where no more room is left than what follows needs.
    public void Write(scoped LogRecord record, int roomForTheRest, ref SyslogWriter writer)
    {
        Span<byte> room = stackalloc byte[LongestValue];
        Span<byte> value = room[..template.Resolve(record, room)];
        int repairs = 0;
        if (isHostName && !Ascii.IsValid(value))
        {
            value = room[..ToAceForm(room, value.Length)];
            repairs = 1;
        }

        if (value.Length > maxLength)
        {
            value = value[..maxLength];
            repairs = 1;
        }

        repairs |= ReplaceForbidden(value);
        if (value.Length + 1 > writer.Room - roomForTheRest)
        {
            value = [];
            repairs = 1;
        }

        writer.WriteLiteral(" "u8);
        writer.WriteLiteral(value.IsEmpty ? "-"u8 : value);
        writer.CountRepairs(repairs);
    }

    private static int ReplaceForbidden(scoped Span<byte> value)
    {
        int at = value.IndexOfAnyExceptInRange((byte)33, (byte)126);
        if (at < 0)
        {
            return 0;
        }

        for (; at < value.Length; at++)
        {
            if (value[at] is < 33 or > 126)
            {
                value[at] = (byte)'_';
            }
        }

        return 1;
    }

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
