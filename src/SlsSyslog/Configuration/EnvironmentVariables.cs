using System.Globalization;

namespace SlsSyslog;

/// <summary>The environment variables of Alibaba's own samples, by the same names, and the configuration paths they stand for.</summary>
internal static class EnvironmentVariables
{
    public const string Host = "SYSLOG_HOST";
    public const string Port = "SYSLOG_PORT";
    public const string Protocol = "SYSLOG_PROTOCOL";
    public const string ServerPath = "SlsSyslog:Destination:Servers:0";
    public const string TlsPath = "SlsSyslog:Destination:Tls:";

    public static IReadOnlyList<EnvironmentVariable> All { get; } =
    [
        new("SLS_ENDPOINT", ["SlsSyslog:Source:Endpoint"], Text),
        new("SLS_PROJECT", ["SlsSyslog:Source:Project"], Text),
        new("SLS_LOGSTORE", ["SlsSyslog:Source:Logstore"], Text),
        new("SLS_CG", ["SlsSyslog:Source:ConsumerGroup"], Text),
        new("SLS_CONSUMER", ["SlsSyslog:Source:Consumer"], Text),
        new("SLS_REGION", ["SlsSyslog:Source:Region"], Text),
        new("SLS_START", ["SlsSyslog:Source:StartFrom"], Text),
        new("SLS_HEARTBEAT_INTERVAL", ["SlsSyslog:Source:HeartbeatInterval"], Seconds),
        new("SLS_FETCH_INTERVAL", ["SlsSyslog:Source:PollInterval", "SlsSyslog:Source:IdlePollInterval"], Seconds),
        new("SYSLOG_FORMAT", ["SlsSyslog:Message:Envelope"], Text),
        new("SYSLOG_BODY", ["SlsSyslog:Message:Body"], value => Word(value, ("kv", "KeyValue"), ("json", "Json"), ("cef", "Cef"), ("leef", "Leef"))),
        new("SYSLOG_SEP", ["SlsSyslog:Message:KeyValue:Separator"], Text),
        new("SYSLOG_FACILITY", ["SlsSyslog:Message:Facility"], Text),
        new("SYSLOG_SEVERITY", ["SlsSyslog:Message:Severity:Default"], Text),
        new("SYSLOG_HOSTNAME", ["SlsSyslog:Message:Hostname"], Text),
        new("SYSLOG_TAG", ["SlsSyslog:Message:AppName"], Text),
        new("SYSLOG_MAX_BYTES", ["SlsSyslog:Message:MaxBytes"], Text),
        new("SYSLOG_FRAMING", ["SlsSyslog:Destination:Framing"], value => Word(value, ("octet", "OctetCounting"), ("lf", "LineFeed"))),
        new("SYSLOG_TIMEOUT", ["SlsSyslog:Destination:ConnectTimeout", "SlsSyslog:Destination:WriteTimeout"], Seconds),
        new(
            "SYSLOG_DELIVERY",
            ["SlsSyslog:Destination:Confirmation"],
            value => Word(value, ("written", "Written"), ("kernel", "KernelAcknowledged"), ("drained", "ReceiverDrained"), ("peer", "PeerAcknowledged"))),
        new("SYSLOG_CERT_PATH", ["SlsSyslog:Destination:Tls:TrustedCertificatesPath"], Text),
        new("SYSLOG_CLIENT_CERT", ["SlsSyslog:Destination:Tls:ClientCertificatePath"], Text),
    ];

    /// <summary>What a person who sets variables would look for: the names behind a configuration path, null when there are none.</summary>
    public static string? NamesOf(string path)
    {
        if (path.StartsWith("SlsSyslog:Destination:Servers", StringComparison.OrdinalIgnoreCase))
        {
            return $"{Host}, {Port}, {Protocol}";
        }

        return All.FirstOrDefault(v => v.Keys.Contains(path, StringComparer.OrdinalIgnoreCase))?.Name;
    }

    private static string Text(string value) => value;

    private static string Word(string value, params ReadOnlySpan<(string From, string To)> words)
    {
        foreach ((string from, string to) in words)
        {
            if (from.Equals(value, StringComparison.OrdinalIgnoreCase))
            {
                return to;
            }
        }

        return value;
    }

    private static string Seconds(string value) =>
        double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds) && seconds < TimeSpan.MaxValue.TotalSeconds
            ? TimeSpan.FromSeconds(seconds).ToString("c", CultureInfo.InvariantCulture)
            : value;
}
