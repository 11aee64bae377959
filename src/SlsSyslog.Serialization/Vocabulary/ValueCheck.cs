using System.Buffers.Text;
using System.Net;

namespace SlsSyslog.Serialization;

/// <summary>Checks values by their type.</summary>
internal static class ValueCheck
{
    private const int MaxHostLength = 255;
    private const int MaxAddressLength = 45;
    private const int MaxIntegerLength = 20;

    private static readonly SearchValues<byte> HostBytes =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_."u8);

    // The other bytes of host names.
    private static readonly SearchValues<byte> NoLetters = SearchValues.Create("0123456789-_."u8);

    private static ReadOnlySpan<byte> Version4Prefix => "ffff:"u8;

    /// <summary>
    /// Determines whether a value is valid for a type. Of an address with a port, in brackets, in IPv6 notation of an IPv4 address, or of
    /// several addresses, the valid part is the first address.
    /// </summary>
    public static bool IsValid(scoped ReadOnlySpan<byte> value, ValueKind kind, out Range part, out bool isVersion6)
    {
        part = Range.All;
        isVersion6 = false;
        switch (kind)
        {
            case ValueKind.Ip:
                return IsVersion4(value) || IsAddress(value, out part, out isVersion6);
            case ValueKind.Host:
                return IsHost(value);
            case ValueKind.Port:
                return value.Length is > 0 and <= 5 && IsInteger(value, out long port) && port is >= 0 and <= 65535;
            case ValueKind.Integer:
                return IsInteger(value, out _);
            case ValueKind.Boolean:
                return Ascii.EqualsIgnoreCase(value, "true"u8) || Ascii.EqualsIgnoreCase(value, "false"u8);
            default:
                return true;
        }
    }

    public static bool IsVersion4(scoped ReadOnlySpan<byte> value)
    {
        int parts = 0;
        int number = -1;
        int digits = 0;
        if (value.Length is < 7 or > 15)
        {
            return false;
        }

        foreach (byte letter in value)
        {
            if (letter == '.' && number >= 0)
            {
                parts++;
                number = -1;
                digits = 0;
            }
            else if (letter is >= (byte)'0' and <= (byte)'9' && number != 0)
            {
                number = (Math.Max(number, 0) * 10) + letter - '0';
                digits++;
                if (number > 255 || digits > 3)
                {
                    return false;
                }
            }
            else
            {
                // A second digit after a zero would be octal for some readers.
                return false;
            }
        }

        return parts == 3 && number >= 0;
    }

    private static bool IsAddress(scoped ReadOnlySpan<byte> value, out Range part, out bool isVersion6)
    {
        int start = 0;
        int end = value.IndexOf((byte)',') is >= 0 and int comma ? comma : value.Length;
        while (start < end && value[start] == ' ')
        {
            start++;
        }

        while (start < end && value[end - 1] == ' ')
        {
            end--;
        }

        ReadOnlySpan<byte> address = value[start..end];
        int close = address.IndexOf((byte)']');
        int colon = close >= 0 ? close + 1 : address.IndexOf((byte)':');
        bool isBracketed = close > 0 && address[0] == '[';
        if (colon >= 0 && colon < address.Length && (isBracketed || IsVersion4(address[..colon])) && IsPort(address[colon..]))
        {
            address = address[..colon];
        }

        if (isBracketed && address.Length == close + 1)
        {
            start++;
            address = address[1..close];
        }

        bool isVersion4 = !isBracketed && IsVersion4(address);
        bool isValid = isVersion4 || IsVersion6(address);
        int skip = isValid && !isVersion4 ? FindVersion4(address) : 0;
        isVersion6 = isValid && !isVersion4 && skip == 0;
        part = (start + skip)..(start + address.Length);
        return isValid;
    }

    private static bool IsPort(scoped ReadOnlySpan<byte> text) =>
        text.Length is > 1 and <= 6 && text[0] == ':' && text[1..].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;

    private static bool IsVersion6(scoped ReadOnlySpan<byte> value) => value.Length <= MaxAddressLength
        && value.IndexOf((byte)':') >= 0 && value.IndexOfAny((byte)'%', (byte)'[', (byte)'/') < 0 && IPAddress.IsValidUtf8(value);

    // ::ffff:203.0.113.9, also with zeros in front. Returns 0 for every other address.
    private static int FindVersion4(scoped ReadOnlySpan<byte> value)
    {
        int start = value.LastIndexOf((byte)':') + 1;
        int prefix = start - Version4Prefix.Length;
        return prefix > 0 && Ascii.EqualsIgnoreCase(value[prefix..start], Version4Prefix)
            && value[..prefix].IndexOfAnyExcept((byte)'0', (byte)':') < 0 && IsVersion4(value[start..]) ? start : 0;
    }

    private static bool IsHost(scoped ReadOnlySpan<byte> value)
    {
        if (value.Length is 0 or > MaxHostLength || value[0] is (byte)'.' or (byte)'-')
        {
            return false;
        }

        // Names in other scripts are valid UTF-8 letters. A name needs a letter: digits and dots are an address, or a part of one.
        for (ReadOnlySpan<byte> rest = value; rest.IndexOfAnyExcept(HostBytes) is >= 0 and int other; rest = rest[(other + 1)..])
        {
            if (rest[other] < 0x80)
            {
                return false;
            }
        }

        return value.IndexOfAnyExcept(NoLetters) >= 0;
    }

    // The number is written as it is, so it must be written as JSON writes numbers.
    private static bool IsInteger(scoped ReadOnlySpan<byte> value, out long number)
    {
        number = 0;
        int sign = value is [(byte)'-', ..] ? 1 : 0;
        return value.Length > sign && value.Length <= MaxIntegerLength && value[sign] is >= (byte)'0' and <= (byte)'9'
            && (value[sign] != '0' || (value.Length == 1))
            && Utf8Parser.TryParse(value, out number, out int consumed) && consumed == value.Length;
    }
}
