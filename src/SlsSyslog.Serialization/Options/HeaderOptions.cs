namespace SlsSyslog.Serialization;

/// <summary>
/// What the headers of RFC 5424 and RFC 3164 have in common. The texts are templates: <c>{key}</c> stands for the value of the field
/// with that key, <c>{__topic__}</c>, <c>{__source__}</c> and <c>{__tag__:name}</c> for what the log's group carries,
/// <c>{__project__}</c>, <c>{__logstore__}</c> and <c>{__shard__}</c> for where it comes from; <c>{key|text}</c> gives a text for when
/// it is absent or empty, and <c>{{</c> and <c>}}</c> stand for braces. What a header cannot carry is repaired: a host name goes
/// through IDN, other bytes outside 33 to 126 become <c>_</c>, what is too long is cut, nothing becomes <c>-</c>; the
/// colon of <c>CEF:</c> and <c>LEEF:</c> becomes <c>_</c>, since receivers of these search the whole line for them.
/// </summary>
public abstract class HeaderOptions
{
    private protected HeaderOptions()
    {
    }

    /// <summary>
    /// The facility: a name or a number from 0 to 23, or a template such as <c>{facility|local4}</c> for one that the log tells.
    /// Default <c>user</c>, as in Alibaba's sample, also for what is no facility.
    /// </summary>
    public string Facility { get; set; } = "user";

    /// <summary>Where the severity comes from. Default: <c>info</c> for every message.</summary>
    public SeverityOptions Severity { get; set; } = new();

    /// <summary>The host, at most 255 bytes. Default: the source of the log's group.</summary>
    public string Hostname { get; set; } = "{__source__}";

    /// <summary>The program: APP-NAME of RFC 5424, at most 48 bytes; the TAG of RFC 3164, at most 32. Default: the topic.</summary>
    public string AppName { get; set; } = "{__topic__}";

    /// <summary>The process: PROCID of RFC 5424, at most 128 bytes; in brackets behind the TAG of RFC 3164. Default: nothing.</summary>
    public string ProcId { get; set; } = "";

    /// <summary>
    /// The field that tells the time. Default null: the time by which SLS has the log. A record whose field tells none gets SLS'
    /// time, and counts as repaired.
    /// </summary>
    public string? TimeField { get; set; }

    /// <summary>
    /// How that field spells times: <c>iso8601</c>, <c>unix</c> (seconds since 1970, with or without a fraction), <c>unixms</c>
    /// (milliseconds), or a format of .NET with year, month and day such as <c>dd/MMM/yyyy:HH:mm:ss zzz</c>. A time without an offset is in UTC. Default
    /// <c>iso8601</c>.
    /// </summary>
    public string TimeFormat { get; set; } = "iso8601";

    /// <summary>
    /// The time zone that times are written in: <c>UTC</c>, an offset such as <c>+08:00</c>, or a name such as <c>Asia/Shanghai</c>.
    /// Default <c>UTC</c>.
    /// </summary>
    public string TimeZone { get; set; } = "UTC";

    /// <summary>
    /// Whether characters that make text read in another order than it is written (U+202E and its like) become <c>\u202E</c> in the
    /// body. Default false.
    /// </summary>
    public bool EscapeBidi { get; set; }
}
