namespace SlsSyslog.Serialization;

/// <summary>Provides the names of the presets for known receivers. The documentation of the formats lists how each was verified.</summary>
public static class SyslogPresets
{
    // Fields of access logs, ActionTrail and WAF by the keys of CEF. Others keep their names.
    private static readonly (string Field, string Key)[] CefKeys =
    [
        ("__topic__", "cat"), ("__source__", "dvc"), ("__tag__:__hostname__", "dvchost"),
        ("remote_addr", "src"), ("client_ip", "src"), ("event.sourceIpAddress", "src"),
        ("remote_user", "suser"), ("event.userIdentity.userName", "suser"),
        ("request_method", "requestMethod"), ("request_uri", "request"), ("http_user_agent", "requestClientApplication"),
        ("event.eventName", "act"), ("event.eventId", "externalId"), ("message", "msg"),
    ];

    private static readonly (string Field, string Key)[] LeefKeys =
    [
        ("__topic__", "cat"), ("__tag__:__hostname__", "identHostName"),
        ("remote_addr", "src"), ("client_ip", "src"), ("event.sourceIpAddress", "src"),
        ("remote_user", "usrName"), ("event.userIdentity.userName", "usrName"),
        ("request_uri", "url"), ("event.resourceName", "resource"),
    ];

    private static readonly SyslogPreset ArcSight = new("arcsight-cef", static () => new CefOptions())
    {
        Envelope = SyslogEnvelope.Rfc3164,
        Framing = SyslogFraming.LineFeed,
        AppName = "",
        PreserveNames = true,
        Renames = CefKeys,
    };

    private static readonly SyslogPreset[] All =
    [
        new("generic-5424", static () => new KeyValueOptions()),

        // The content of the sample after a valid header.
        new("alibaba-sample", static () => new AlibabaSampleOptions()) { Framing = SyslogFraming.LineFeed, SeverityField = null },

        // QRadar splits events over TCP that are longer than 4096 bytes, and finds the log source by the host in the header.
        new("qradar-leef", static () => new LeefOptions())
        {
            Envelope = SyslogEnvelope.Rfc3164,
            Framing = SyslogFraming.LineFeed,
            MaxBytes = 4096,
            AppName = "",
            PreserveNames = true,
            Renames = LeefKeys,
        },
        ArcSight,

        // The forwarder of Sentinel is rsyslog or syslog-ng: octet counting, and no more than rsyslog stores by default.
        ArcSight with { Name = "sentinel-cef", Framing = SyslogFraming.OctetCounting, Facility = "local4" },

        // The TCP input of Splunk treats each line as an event and cuts it at 10 000 bytes.
        new("splunk", static () => new JsonOptions()) { Framing = SyslogFraming.LineFeed },
        new("elastic", static () => new JsonOptions()) { Framing = SyslogFraming.LineFeed },
    ];

    /// <summary>Gets the names of all presets.</summary>
    public static IReadOnlyCollection<string> Names { get; } = Array.ConvertAll(All, preset => preset.Name);

    internal static SyslogPreset Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Array.Find(All, preset => preset.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw new ArgumentException($"'{name}' is not a valid preset. Specify one of {string.Join(", ", Names)}.", nameof(name));
    }
}
