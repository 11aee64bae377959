namespace SlsSyslog.Serialization;

/// <summary>Renders the elements of RFC 5424 7.1 and 7.2, which are the same in every message.</summary>
internal static class RegisteredElements
{
    public static byte[] Compile(TimeQualityOptions quality, OriginOptions origin)
    {
        StringBuilder text = new();
        if (quality.IsSet)
        {
            text.Append("[timeQuality");
            AppendParameter(text, "tzKnown", quality.TzKnown is false ? "0" : "1");
            AppendParameter(text, "isSynced", quality.IsSynced is true ? "1" : "0");
            AppendParameter(text, "syncAccuracy", quality.SyncAccuracy?.ToString(CultureInfo.InvariantCulture));
            text.Append(']');
        }

        if (origin.IsSet)
        {
            text.Append("[origin");
            foreach (string ip in origin.Ip)
            {
                AppendParameter(text, "ip", ip);
            }

            AppendParameter(text, "enterpriseId", origin.EnterpriseId);
            AppendParameter(text, "software", origin.Software);
            AppendParameter(text, "swVersion", origin.SwVersion);
            text.Append(']');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    // RFC 5424 6.3.3: exactly three characters are escaped.
    private static void AppendParameter(StringBuilder text, string name, string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return;
        }

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
