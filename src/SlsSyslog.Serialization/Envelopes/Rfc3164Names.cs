namespace SlsSyslog.Serialization;

/// <summary>Writes HOST and TAG[PID] (RFC 3164 4.1.2 and 4.1.3).</summary>
internal sealed class Rfc3164Names
{
    private const int MaxTagLength = 32;
    private const int MaxPidLength = 32;

    private readonly HeaderField _host;
    private readonly HeaderField _tag;
    private readonly HeaderField _pid;
    private readonly bool _needsTag;
    private readonly bool _preserveNames;

    private Rfc3164Names(HeaderField host, HeaderField tag, HeaderField pid, bool needsTag, bool preserveNames)
    {
        _host = host;
        _tag = tag;
        _pid = pid;
        _needsTag = needsTag;
        _preserveNames = preserveNames;
        DependsOnRecord = host.DependsOnRecord || tag.DependsOnRecord || pid.DependsOnRecord;
    }

    public bool DependsOnRecord { get; }

    public static Rfc3164Names Compile(MessageOptions message, bool needsTag) => new(
        new(SyslogTemplate.Parse(message.Hostname), 255, isHostName: true),
        new(SyslogTemplate.Parse(message.AppName), MaxTagLength, isHostName: false),
        new(SyslogTemplate.Parse(message.ProcId), MaxPidLength, isHostName: false),
        needsTag,
        message.Rfc3164.PreserveNames);

    /// <summary>Writes <c> HOST TAG[PID]: </c>, at most 331 bytes.</summary>
    public void Write(scoped LogRecord record, ref SyslogWriter writer)
    {
        Span<byte> room = stackalloc byte[HeaderField.MaxValueLength];
        int start = writer.BytesWritten;
        int sanitized = 0;
        Span<byte> host = _host.Resolve(record, room, ref sanitized);
        host.CopyTo(room);
        writer.WriteLiteral(" "u8);
        writer.WriteLiteral(HostName.SanitizeForRfc3164(room, host.Length, _preserveNames, ref sanitized));
        writer.WriteLiteral(" "u8);
        Span<byte> tag = SanitizeTag(_tag.Resolve(record, room, ref sanitized), ref sanitized);
        if (_needsTag || !tag.IsEmpty)
        {
            // Receivers treat the first word of a message as the tag when there is none. CEF and LEEF begin with their own name.
            writer.WriteLiteral(tag.IsEmpty ? "-"u8 : tag);
            Span<byte> pid = _pid.Resolve(record, room, ref sanitized);
            if (!pid.IsEmpty)
            {
                Replace(pid, "[]:"u8, ref sanitized);
                writer.WriteLiteral("["u8);
                writer.WriteLiteral(pid);
                writer.WriteLiteral("]"u8);
            }

            writer.WriteLiteral(": "u8);
        }

        writer.CountSanitized(sanitized);
        Marks.DisarmHeader(record, start, ref writer);
    }

    // A tag must not contain the characters that end it; in strict RFC 3164, all except letters and digits.
    private Span<byte> SanitizeTag(Span<byte> tag, ref int sanitized)
    {
        if (_preserveNames)
        {
            Replace(tag, "[]:"u8, ref sanitized);
            return tag;
        }

        int kept = 0;
        foreach (byte value in tag)
        {
            if (char.IsAsciiLetterOrDigit((char)value))
            {
                tag[kept++] = value;
            }
        }

        sanitized += tag.Length - kept;
        return tag[..kept];
    }

    private static void Replace(scoped Span<byte> text, scoped ReadOnlySpan<byte> forbidden, ref int sanitized)
    {
        for (int at = text.IndexOfAny(forbidden); at >= 0; at = text.IndexOfAny(forbidden))
        {
            text[at] = (byte)'_';
            sanitized++;
        }
    }
}
