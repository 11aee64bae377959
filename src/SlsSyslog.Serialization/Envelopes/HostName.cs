using System.Net;

namespace SlsSyslog.Serialization;

/// <summary>Writes addresses and names so that rsyslog and syslog-ng read them as the host, and not as the tag, the year or an error.</summary>
internal static class HostName
{
    // The longest IPv6 address has 45 bytes.
    private const int MaxAddressLength = 45;

    // syslog-ng reads a word of four digits after the time as its year.
    private const int YearLength = 4;

    private static readonly SearchValues<byte> AddressBytes = SearchValues.Create("ABCDEFabcdef0123456789:."u8);

    private static readonly SearchValues<byte> NameBytes =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-"u8);

    /// <summary>
    /// Removes the brackets and the port of an IPv6 address, and replaces the colons and brackets of everything else. syslog-ng rejects a
    /// message of RFC 5424 with them.
    /// </summary>
    public static Span<byte> SanitizeForRfc5424(Span<byte> host, ref int sanitized)
    {
        if (!host.ContainsAny((byte)':', (byte)'[', (byte)']'))
        {
            return host;
        }

        Span<byte> address = RemoveBrackets(host);
        Span<byte> withoutZone = RemoveZone(address);
        if (IsIpv6(withoutZone) && !address[withoutZone.Length..].TrimStart((byte)'%').ContainsAnyExcept(NameBytes))
        {
            sanitized += address.Length < host.Length ? 1 : 0;
            return address;
        }

        for (int at = host.IndexOfAny((byte)':', (byte)'[', (byte)']'); at >= 0; at = host.IndexOfAny((byte)':', (byte)'[', (byte)']'))
        {
            host[at] = host[at] == ':' ? (byte)'-' : (byte)'_';
            sanitized++;
        }

        return host;
    }

    /// <summary>
    /// Writes the host of RFC 3164 into the room: an IPv4 address, or letters, digits, <c>.</c>, <c>_</c> and <c>-</c> with a letter or
    /// digit at the end. The colons of an IPv6 address become hyphens: <c>dead:beef::</c> is <c>dead-beef--0</c>.
    /// </summary>
    /// <param name="room">The room for the result, which begins with the host.</param>
    /// <param name="length">The length of the host, which <see cref="SanitizeForRfc5424"/> returned.</param>
    /// <param name="keepsDomain">Whether a name keeps what follows its first period.</param>
    /// <param name="sanitized">The number of replacements.</param>
    public static ReadOnlySpan<byte> SanitizeForRfc3164(Span<byte> room, int length, bool keepsDomain, ref int sanitized)
    {
        Span<byte> host = room[..length];
        Span<byte> address = RemoveZone(host);
        if (IsIpv6(address))
        {
            sanitized++;
            return room[..WriteIpv6(address, room)];
        }

        if (!keepsDomain && !BeginsWithIpv4(host) && host.IndexOf((byte)'.') is int dot and > 0)
        {
            host = host[..dot];
            sanitized++;
        }

        for (int at = host.IndexOfAnyExcept(NameBytes); at >= 0; at = host.IndexOfAnyExcept(NameBytes))
        {
            host[at] = (byte)'_';
            sanitized++;
        }

        ReadOnlySpan<byte> kept = host.TrimEnd("._-"u8);
        sanitized += host.Length - kept.Length;
        if (kept.IsEmpty)
        {
            // "-" is the tag in rsyslog, and so is the word after two spaces.
            return "unknown"u8;
        }

        if (kept.Length == YearLength && !kept.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            kept.CopyTo(room["host-".Length..]);
            "host-"u8.CopyTo(room);
            sanitized++;
            return room[..("host-".Length + YearLength)];
        }

        return kept;
    }

    private static bool IsIpv6(scoped ReadOnlySpan<byte> text) =>
        text.Length <= MaxAddressLength && text.Contains((byte)':') && !text.ContainsAnyExcept(AddressBytes) && IPAddress.IsValidUtf8(text);

    // 10.0.0.1, or 10.0.0.1-514 with the port of an address.
    private static bool BeginsWithIpv4(scoped ReadOnlySpan<byte> host)
    {
        int end = host.IndexOf((byte)'-');
        ReadOnlySpan<byte> address = end < 0 ? host : host[..end];
        return address.Count((byte)'.') == 3 && !address.ContainsAnyExcept(AddressBytes) && IPAddress.IsValidUtf8(address);
    }

    private static Span<byte> RemoveBrackets(Span<byte> host)
    {
        int end = host.IndexOf((byte)']');
        bool isBracketed = host[0] == '[' && end > 0;
        bool hasOnlyPort = isBracketed && (end + 1 == host.Length || host[end + 1] == ':');
        return hasOnlyPort ? host[1..end] : host;
    }

    private static Span<byte> RemoveZone(Span<byte> host) => host.IndexOf((byte)'%') is int at and > 0 ? host[..at] : host;

    private static int WriteIpv6(scoped ReadOnlySpan<byte> address, Span<byte> target)
    {
        if (IPAddress.TryParse(address, out IPAddress? parsed) && parsed.IsIPv4MappedToIPv6)
        {
            return parsed.MapToIPv4().TryFormat(target, out int written) ? written : 0;
        }

        // The added digits do not change the address.
        Span<byte> text = stackalloc byte[MaxAddressLength + 2];
        int length = 0;
        if (address[0] == ':')
        {
            text[length++] = (byte)'0';
        }

        address.CopyTo(text[length..]);
        length += address.Length;
        if (address[^1] == ':')
        {
            text[length++] = (byte)'0';
        }

        text[..length].Replace((byte)':', (byte)'-');
        text[..length].CopyTo(target);
        return length;
    }
}
