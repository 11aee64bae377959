using System.Buffers;
using System.Net;

namespace SlsSyslog.Serialization;

// HOST and TAG[PID] of RFC 3164 4.1.2 and 4.1.3.
internal sealed class BsdNames
{
    private const int LongestTag = 32;
    private const int LongestPid = 32;

    private static readonly SearchValues<byte> HostBytes =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-"u8);

    private static readonly SearchValues<byte> AddressBytes = SearchValues.Create("ABCDEFabcdef0123456789:."u8);

    private readonly HeaderField _host;
    private readonly HeaderField _tag;
    private readonly HeaderField _pid;
    private readonly bool _needsTag;
    private readonly bool _keepNames;

    private BsdNames(HeaderField host, HeaderField tag, HeaderField pid, bool needsTag, bool keepNames)
    {
        _host = host;
        _tag = tag;
        _pid = pid;
        _needsTag = needsTag;
        _keepNames = keepNames;
        DependsOnRecord = host.DependsOnRecord || tag.DependsOnRecord || pid.DependsOnRecord;
    }

    public bool DependsOnRecord { get; }

    public static BsdNames Compile(Rfc3164Options options, bool needsTag, OptionFaults faults) => new(
        new(SyslogTemplate.Parse(options.Hostname, nameof(options.Hostname), faults), 255, isHostName: true),
        new(SyslogTemplate.Parse(options.AppName, nameof(options.AppName), faults), LongestTag, isHostName: false),
        new(SyslogTemplate.Parse(options.ProcId, nameof(options.ProcId), faults), LongestPid, isHostName: false),
        needsTag,
        options.KeepNames);

    // Writes " HOST TAG[PID]: ", at most 331 bytes.
    public void Write(scoped LogRecord record, ref SyslogWriter writer)
    {
        Span<byte> room = stackalloc byte[HeaderField.LongestValue];
        int repairs = 0;
        ReadOnlySpan<byte> host = KeepHostBytes(_host.Resolve(record, room, ref repairs), ref repairs);
        writer.WriteLiteral(" "u8);
        writer.WriteLiteral(host.IsEmpty ? "-"u8 : host);
        writer.WriteLiteral(" "u8);
        Span<byte> tag = KeepTagBytes(_tag.Resolve(record, room, ref repairs), ref repairs);
        if (_needsTag || !tag.IsEmpty)
        {
            // Receivers take the first word of a message for the tag where there is none: CEF and LEEF begin with one of their own.
            writer.WriteLiteral(tag.IsEmpty ? "-"u8 : tag);
            Span<byte> pid = _pid.Resolve(record, room, ref repairs);
            if (!pid.IsEmpty)
            {
                Replace(pid, "[]:"u8, ref repairs);
                writer.WriteLiteral("["u8);
                writer.WriteLiteral(pid);
                writer.WriteLiteral("]"u8);
            }

            writer.WriteLiteral(": "u8);
        }

        writer.CountRepairs(repairs);
    }

    // Receivers take a host with other bytes, or with none of a name at its end, for the tag.
    private Span<byte> KeepHostBytes(Span<byte> host, ref int repairs)
    {
        if (!host.ContainsAnyExcept(AddressBytes) && IPAddress.IsValidUtf8(host))
        {
            return host;
        }

        if (!_keepNames && host.IndexOf((byte)'.') is int dot and > 0)
        {
            host = host[..dot];
            repairs++;
        }

        for (int at = host.IndexOfAnyExcept(HostBytes); at >= 0; at = host.IndexOfAnyExcept(HostBytes))
        {
            host[at] = (byte)'_';
            repairs++;
        }

        Span<byte> kept = host.TrimEnd("._-"u8);
        repairs += host.Length - kept.Length;
        return kept;
    }

    // What ends a tag must not be in it; by the letter of RFC 3164 that is all but letters and digits.
    private Span<byte> KeepTagBytes(Span<byte> tag, ref int repairs)
    {
        if (_keepNames)
        {
            Replace(tag, "[]:"u8, ref repairs);
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

        repairs += tag.Length - kept;
        return tag[..kept];
    }

    private static void Replace(scoped Span<byte> text, scoped ReadOnlySpan<byte> forbidden, ref int repairs)
    {
        for (int at = text.IndexOfAny(forbidden); at >= 0; at = text.IndexOfAny(forbidden))
        {
            text[at] = (byte)'_';
            repairs++;
        }
    }
}
