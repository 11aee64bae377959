using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using SlsSyslog.Serialization.Tests.Support;

namespace SlsSyslog.Serialization.Tests.Reference;

/// <summary>Writes the RFC 5424 6.2 header with default options, by strings.</summary>
internal static partial class ReferenceHeader
{
    public static void Write(RecordModel model, int limit, ReferenceText text)
    {
        text.Add("<14>1 ");
        text.Add(Time(model, text));
        WriteName(model.Source, 255, isHost: true, 8, limit, text);
        WriteName(model.Topic, 48, isHost: false, 6, limit, text);
        text.Add(" - - -");
    }

    private static string Time(RecordModel model, ReferenceText text)
    {
        if (model.UnixSeconds is < -62_135_596_800 or > 253_402_300_799)
        {
            text.Sanitize();
            return "-";
        }

        string second = DateTimeOffset.FromUnixTimeSeconds(model.UnixSeconds).ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
        return model.Nanoseconds == 0 ? second + "Z" : $"{second}.{model.Nanoseconds / 1000:000000}Z";
    }

    private static void WriteName(byte[] raw, int maxLength, bool isHost, int roomForTheRest, int limit, ReferenceText text)
    {
        byte[] value = raw;
        bool isSanitized = false;
        if (isHost && value.Any(b => b > 127))
        {
            isSanitized = true;
            try
            {
                value = Encoding.ASCII.GetBytes(new IdnMapping().GetAscii(Encoding.UTF8.GetString(value)));
            }
            catch (ArgumentException)
            {
                // Not a valid IDN name: underscores replace its bytes below.
            }
        }

        isSanitized |= value.Length > maxLength || value.Take(maxLength).Any(b => b is < 33 or > 126);
        string printable = string.Concat(value.Take(maxLength).Select(b => b is < 33 or > 126 ? '_' : (char)b));
        string name = EventStart().Replace(printable, "$1_");
        name = isHost ? HostOf(name) : name;
        isSanitized |= name != printable;
        if (text.Length + 1 + name.Length > limit - roomForTheRest)
        {
            name = "";
            isSanitized = true;
        }

        text.Add(" " + (name.Length == 0 ? "-" : name));
        if (isSanitized)
        {
            text.Sanitize();
        }
    }

    // An IPv6 address keeps its colons, without brackets and port. Every other colon becomes a hyphen, and every other bracket an underscore.
    private static string HostOf(string name)
    {
        Match match = BracketedAddress().Match(name);
        string address = match.Success ? match.Groups[1].Value : name;
        Match zoned = Zone().Match(address);
        bool isIpv6 = zoned.Success && IPAddress.TryParse(zoned.Groups[1].Value, out IPAddress? parsed) && parsed.AddressFamily == AddressFamily.InterNetworkV6;
        return isIpv6 ? address : name.Replace(':', '-').Replace('[', '_').Replace(']', '_');
    }

    [GeneratedRegex(@"^\[([^\]]*)\](:.*)?$")]
    private static partial Regex BracketedAddress();

    [GeneratedRegex("^([0-9A-Fa-f:.]+)(%[A-Za-z0-9._-]*)?$")]
    private static partial Regex Zone();

    [GeneratedRegex("(CEF|LEEF):", RegexOptions.IgnoreCase)]
    private static partial Regex EventStart();
}
