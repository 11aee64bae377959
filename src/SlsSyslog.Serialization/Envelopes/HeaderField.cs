namespace SlsSyslog.Serialization;

/// <summary>Writes HOSTNAME, APP-NAME, PROCID or MSGID (RFC 5424 6.2.4 to 6.2.7) as printable ASCII without spaces, or <c>-</c>.</summary>
internal sealed class HeaderField(SyslogTemplate template, int maxLength, bool isHostName)
{
    /// <summary>Larger than the longest field, so that cutting a value to this length loses nothing that the field could contain.</summary>
    public const int MaxValueLength = 512;

    private static readonly IdnMapping Idn = new();

    public bool DependsOnRecord => template.DependsOnRecord;

    public void Write(scoped LogRecord record, int roomForTheRest, ref SyslogWriter writer)
    {
        Span<byte> room = stackalloc byte[MaxValueLength];
        int sanitized = 0;
        ReadOnlySpan<byte> value = Resolve(record, room, ref sanitized);
        Write(value, sanitized, roomForTheRest, ref writer);
    }

    /// <summary>Writes a space and the field, or a space and <c>-</c> when only the room for the following fields is left.</summary>
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

    /// <summary>Resolves the template into the room of <see cref="MaxValueLength"/> bytes and sanitizes it. Empty without a value.</summary>
    public Span<byte> Resolve(scoped LogRecord record, Span<byte> room, ref int sanitized) =>
        Sanitize(room, template.Resolve(record, room), maxLength, isHostName, ref sanitized);

    /// <summary>Sanitizes the first bytes of the room in place.</summary>
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

        SanitizeEventPrefixes(value, ref sanitized);
        return isHostName ? HostName.SanitizeForRfc5424(value, ref sanitized) : value;
    }

    // Receivers of CEF and LEEF search the whole line for the start of an event and use the first match.
    private static void SanitizeEventPrefixes(Span<byte> value, ref int sanitized)
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

    // Converts a host name that is not ASCII. Names that IDN rejects stay as they are; underscores then replace their bytes.
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
