using System.Buffers;
using System.Buffers.Text;
using System.Net;
using System.Text;

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

    private static ReadOnlySpan<byte> Version4Prefix => "::ffff:"u8;

    /// <summary>Determines whether a value is valid for a type. An IPv4 address in IPv6 notation is shortened to the IPv4 address.</summary>
    public static bool IsValid(scoped ReadOnlySpan<byte> value, ValueKind kind, out int skip, out bool isVersion6)
    {
        skip = 0;
        isVersion6 = false;
        switch (kind)
        {
            case ValueKind.Ip:
                return IsAddress(value, out skip, out isVersion6);
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

    private static bool IsAddress(scoped ReadOnlySpan<byte> value, out int skip, out bool isVersion6)
    {
        skip = 0;
        isVersion6 = false;
        if (IsVersion4(value))
        {
            return true;
        }

        if (value.Length > MaxAddressLength || value.IndexOf((byte)':') < 0 || value.IndexOfAny((byte)'%', (byte)'[', (byte)'/') >= 0)
        {
            return false;
        }

        if (value.Length > Version4Prefix.Length && Ascii.EqualsIgnoreCase(value[..Version4Prefix.Length], Version4Prefix)
            && IsVersion4(value[Version4Prefix.Length..]))
        {
            skip = Version4Prefix.Length;
            return true;
        }

        isVersion6 = IPAddress.IsValidUtf8(value);
        return isVersion6;
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
