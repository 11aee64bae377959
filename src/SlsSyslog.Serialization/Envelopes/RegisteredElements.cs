using System.Globalization;
using System.Text;

namespace SlsSyslog.Serialization;

// The elements of RFC 5424 7.1 and 7.2, which are the same in every message.
internal static class RegisteredElements
{
    public static byte[] Compile(TimeQualityOptions? quality, OriginOptions? origin, OptionFaults faults)
    {
        StringBuilder text = new();
        if (quality is not null)
        {
            AppendTimeQuality(text, quality, faults);
        }

        if (origin is not null)
        {
            AppendOrigin(text, origin, faults);
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void AppendTimeQuality(StringBuilder text, TimeQualityOptions quality, OptionFaults faults)
    {
        text.Append("[timeQuality");
        AppendParameter(text, "tzKnown", quality.TzKnown ? "1" : "0");
        AppendParameter(text, "isSynced", quality.IsSynced ? "1" : "0");
        if (quality.SyncAccuracy is { } accuracy)
        {
            if (!quality.IsSynced || accuracy < 0)
            {
                faults.Add("TimeQuality:SyncAccuracy", "it is a number of microseconds, and only said of a clock that IsSynced (RFC 5424 7.1.3).");
            }

            AppendParameter(text, "syncAccuracy", accuracy.ToString(CultureInfo.InvariantCulture));
        }

        text.Append(']');
    }

    private static void AppendOrigin(StringBuilder text, OriginOptions origin, OptionFaults faults)
    {
        text.Append("[origin");
        foreach (string ip in origin.Ip ?? [])
        {
            AppendParameter(text, "ip", ip);
        }

        if (!string.IsNullOrEmpty(origin.EnterpriseId))
        {
            if (!SdId.IsEnterpriseNumber(origin.EnterpriseId))
            {
                faults.Add("Origin:EnterpriseId", $"\"{origin.EnterpriseId}\" is no enterprise number. Write digits, with dots for what is below it.");
            }

            AppendParameter(text, "enterpriseId", origin.EnterpriseId);
        }

        AppendLimited(text, "software", origin.Software, 48, "Origin:Software", faults);
        AppendLimited(text, "swVersion", origin.SwVersion, 32, "Origin:SwVersion", faults);
        text.Append(']');
    }

    private static void AppendLimited(StringBuilder text, string name, string? value, int maxLength, string option, OptionFaults faults)
    {
        if (string.IsNullOrEmpty(value))
        {
            return;
        }

        if (value.Length > maxLength)
        {
            faults.Add(option, $"it has {value.Length} characters. Write at most {maxLength} (RFC 5424 7.2).");
        }

        AppendParameter(text, name, value);
    }

    // RFC 5424 6.3.3: exactly three characters are escaped.
    private static void AppendParameter(StringBuilder text, string name, string value)
    {
        text.Append(' ').Append(name).Append("=\"");
        foreach (char letter in value)
        {
            if (letter is '"' or '\\' or ']')
            {
                text.Append('\\');
            }

            text.Append(char.IsControl(letter) ? '_' : letter);
        }

        text.Append('"');
    }
}
