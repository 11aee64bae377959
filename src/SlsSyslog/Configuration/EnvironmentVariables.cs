namespace SlsSyslog;

/// <summary>Lists the environment variables of Alibaba's samples and the configuration paths that they set.</summary>
internal static class EnvironmentVariables
{
    public const string Host = "SYSLOG_HOST";
    public const string Port = "SYSLOG_PORT";
    public const string Protocol = "SYSLOG_PROTOCOL";
    public const string Separator = "SYSLOG_SEP";
    public const string ServersPath = "SlsSyslog:Destination:Servers";
    public const string FramingPath = "SlsSyslog:Destination:Framing";
    public const string ConfirmationPath = "SlsSyslog:Destination:Confirmation";
    public const string TlsPath = "SlsSyslog:Destination:Tls:";

    public static IReadOnlyList<EnvironmentVariable> All { get; } =
    [
        Text("SLS_ENDPOINT", "SlsSyslog:Source:Endpoint"),
        Text("SLS_PROJECT", "SlsSyslog:Source:Project"),
        Text("SLS_LOGSTORE", "SlsSyslog:Source:Logstore"),
        Text("SLS_CG", "SlsSyslog:Source:ConsumerGroup"),
        Text("SLS_CONSUMER", "SlsSyslog:Source:Consumer"),
        Text("SLS_REGION", "SlsSyslog:Source:Region"),
        Text("SLS_START", "SlsSyslog:Source:StartFrom") with { Values = "`begin`, `end`, a time, or Unix seconds" },
        Seconds("SLS_HEARTBEAT_INTERVAL", "SlsSyslog:Source:HeartbeatInterval"),
        Seconds("SLS_GROUP_TIMEOUT", "SlsSyslog:Source:GroupTimeout"),
        Seconds("SLS_FETCH_INTERVAL", "SlsSyslog:Source:PollInterval", "SlsSyslog:Source:IdlePollInterval"),
        Text("SYSLOG_FORMAT", "SlsSyslog:Message:Envelope") with { Values = "`rfc5424`, `rfc3164`" },
        Words("SYSLOG_BODY", "SlsSyslog:Message:Body", ("kv", "KeyValue"), ("json", "Json"), ("cef", "Cef"), ("leef", "Leef")),
        Text(Separator, "SlsSyslog:Message:KeyValue:Separator", "SlsSyslog:Message:AlibabaSample:Separator"),
        Text("SYSLOG_FACILITY", "SlsSyslog:Message:Facility"),
        Text("SYSLOG_SEVERITY", "SlsSyslog:Message:Severity:Default"),
        Text("SYSLOG_HOSTNAME", "SlsSyslog:Message:Hostname"),
        Text("SYSLOG_TAG", "SlsSyslog:Message:AppName"),
        Text("SYSLOG_MAX_BYTES", "SlsSyslog:Message:MaxBytes"),
        Words("SYSLOG_FRAMING", FramingPath, ("octet", "OctetCounting"), ("lf", "LineFeed")),
        Seconds("SYSLOG_TIMEOUT", "SlsSyslog:Destination:ConnectTimeout", "SlsSyslog:Destination:WriteTimeout"),
        Words(
            "SYSLOG_DELIVERY",
            ConfirmationPath,
            ("written", "Written"),
            ("kernel", "KernelAcknowledged"),
            ("drained", "ReceiverDrained"),
            ("peer", "PeerAcknowledged")),
        Text("SYSLOG_CERT_PATH", "SlsSyslog:Destination:Tls:TrustedCertificatesPath"),
        Text("SYSLOG_CLIENT_CERT", "SlsSyslog:Destination:Tls:ClientCertificatePath"),
    ];

    public static IReadOnlyList<string> NamesOf(string path) =>
        path.StartsWith(ServersPath, StringComparison.OrdinalIgnoreCase)
            ? [Host, Port, Protocol]
            : [.. All.Where(variable => variable.Keys.Contains(path, StringComparer.OrdinalIgnoreCase)).Select(variable => variable.Name)];

    private static EnvironmentVariable Text(string name, params string[] keys) => new(name, keys, "", value => value);

    private static EnvironmentVariable Words(string name, string key, params (string From, string To)[] words) => new(
        name,
        [key],
        string.Join(", ", words.Select(word => $"`{word.From}`")),
        value => Array.Find(words, word => word.From.Equals(value, StringComparison.OrdinalIgnoreCase)).To ?? value);

    private static EnvironmentVariable Seconds(string name, params string[] keys) => new(
        name,
        keys,
        "seconds",
        value => double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds)
            && seconds < TimeSpan.MaxValue.TotalSeconds
                ? TimeSpan.FromSeconds(seconds).ToString("c", CultureInfo.InvariantCulture)
                : value);
}
