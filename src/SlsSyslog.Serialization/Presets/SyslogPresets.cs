namespace SlsSyslog.Serialization;

/// <summary>Formats for known receivers. What each was checked against is in the documentation of the formats.</summary>
public static class SyslogPresets
{
    private static readonly Dictionary<string, Func<SyslogFormatOptions>> Presets = new(StringComparer.OrdinalIgnoreCase)
    {
        ["generic-5424"] = Generic,
        ["alibaba-sample"] = AlibabaSample,
        ["qradar-leef"] = QRadar,
        ["arcsight-cef"] = ArcSight,
        ["sentinel-cef"] = Sentinel,
        ["splunk"] = Splunk,
        ["elastic"] = Elastic,
    };

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

    /// <summary>The names of all presets.</summary>
    public static IReadOnlyCollection<string> Names => Presets.Keys;

    internal static SyslogFormatOptions Create(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Presets.TryGetValue(name, out Func<SyslogFormatOptions>? create)
            ? create()
            : throw new ArgumentException($"There is no preset \"{name}\". Choose one of {string.Join(", ", Presets.Keys)}.", nameof(name));
    }

    private static SyslogFormatOptions Generic() => new()
    {
        Rfc5424 = { Severity = Level() },
    };

    // What the sample sends, behind a header that is valid.
    private static SyslogFormatOptions AlibabaSample() => new()
    {
        Body = SyslogBody.Sample,
        Framing = SyslogFraming.LineFeed,
    };

    // QRadar splits events on TCP that are longer than 4096 bytes, and finds the log source by the host in the header.
    private static SyslogFormatOptions QRadar() => new()
    {
        Envelope = SyslogEnvelope.Rfc3164,
        Body = SyslogBody.Leef,
        Framing = SyslogFraming.LineFeed,
        MaxMessageBytes = 4096,
        Rfc3164 = { AppName = "", KeepNames = true, Severity = Level() },
        Leef = { Severity = Level(), Fields = { Rename = Map(LeefKeys) } },
    };

    private static SyslogFormatOptions ArcSight() => new()
    {
        Envelope = SyslogEnvelope.Rfc3164,
        Body = SyslogBody.Cef,
        Framing = SyslogFraming.LineFeed,
        Rfc3164 = { AppName = "", KeepNames = true, Severity = Level() },
        Cef = { Severity = Level(), Fields = { Rename = Map(CefKeys) } },
    };

    // The forwarder in front of Sentinel is rsyslog or syslog-ng: octet counting, and no more than rsyslog takes by default.
    private static SyslogFormatOptions Sentinel()
    {
        SyslogFormatOptions options = ArcSight();
        options.Framing = SyslogFraming.OctetCounting;
        options.Rfc3164.Facility = "local4";
        return options;
    }

    // Splunk's TCP input takes each line for an event and cuts it at 10 000 bytes.
    private static SyslogFormatOptions Splunk() => new()
    {
        Body = SyslogBody.Json,
        Framing = SyslogFraming.LineFeed,
        Rfc5424 = { Severity = Level() },
    };

    private static SyslogFormatOptions Elastic() => new()
    {
        Body = SyslogBody.Json,
        Framing = SyslogFraming.LineFeed,
        MaxMessageBytes = 64 * 1024,
        Rfc5424 = { Severity = Level() },
    };

    private static SeverityOptions Level() => new() { Field = "level" };

    private static Dictionary<string, string> Map((string Field, string Key)[] keys) =>
        keys.ToDictionary(pair => pair.Field, pair => pair.Key, StringComparer.Ordinal);
}
