namespace SlsSyslog.Serialization;

/// <summary>Provides the names of the presets for known receivers. The documentation of the formats lists how each was verified.</summary>
public static class SyslogPresets
{
    private static readonly SyslogPreset ArcSight = new("arcsight-cef", static () => new CefOptions())
    {
        Envelope = SyslogEnvelope.Rfc3164,
        Framing = SyslogFraming.LineFeed,
        AppName = "",
        PreserveNames = true,
    };

    private static readonly SyslogPreset[] All =
    [
        new("generic-5424", static () => new KeyValueOptions()) { Profiles = [] },

        // The content of the sample after a valid header.
        new("alibaba-sample", static () => new AlibabaSampleOptions()) { Framing = SyslogFraming.LineFeed, SeverityField = null, Profiles = [] },

        // QRadar splits events over TCP that are longer than 4096 bytes, and finds the log source by the host in the header.
        new("qradar-leef", static () => new LeefOptions())
        {
            Envelope = SyslogEnvelope.Rfc3164,
            Framing = SyslogFraming.LineFeed,
            MaxBytes = 4096,
            AppName = "",
            PreserveNames = true,
        },

        // The DSM of QRadar for ActionTrail reads the event itself, without the record around it.
        new("qradar-actiontrail", static () => new FieldBodyOptions { Name = "event" })
        {
            Envelope = SyslogEnvelope.Rfc3164,
            Framing = SyslogFraming.LineFeed,
            MaxBytes = 4096,
            AppName = "",
            PreserveNames = true,
            SeverityField = null,
            Profiles = [],
        },
        ArcSight,

        // The forwarder of Sentinel is rsyslog or syslog-ng: octet counting, and no more than rsyslog stores by default.
        ArcSight with { Name = "sentinel-cef", Framing = SyslogFraming.OctetCounting, Facility = "local4" },

        // JSON in known fields, such as the event of ActionTrail, is an object of the message. The TCP input of Splunk treats each line as an
        // event and cuts it at 10 000 bytes.
        new("splunk", static () => new JsonOptions()) { Framing = SyslogFraming.LineFeed },
        new("elastic", static () => new EcsOptions()) { Framing = SyslogFraming.LineFeed },
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
