namespace SlsSyslog.Serialization;

/// <summary>
/// The header of RFC 5424. The texts are templates: <c>{key}</c> stands for the value of the field with that key,
/// <c>{__topic__}</c>, <c>{__source__}</c> and <c>{__tag__:name}</c> for what the log's group carries, <c>{key|text}</c> gives a
/// text for when it is absent or empty, and <c>{{</c> and <c>}}</c> stand for braces. What a header cannot carry is repaired:
/// a host name goes through IDN, other bytes outside 33 to 126 become <c>_</c>, what is too long is cut, nothing becomes <c>-</c>.
/// </summary>
public sealed class Rfc5424Options
{
    /// <summary>
    /// The facility: a name or a number from 0 to 23, or a template such as <c>{facility|local4}</c> for one that the log tells.
    /// Default <c>user</c>, as in Alibaba's sample, also for what is no facility.
    /// </summary>
    public string Facility { get; set; } = "user";

    /// <summary>Where the severity comes from. Default: <c>info</c> for every message.</summary>
    public SeverityOptions Severity { get; set; } = new();

    /// <summary>HOSTNAME, at most 255 bytes. Default: the source of the log's group.</summary>
    public string Hostname { get; set; } = "{__source__}";

    /// <summary>APP-NAME, at most 48 bytes. Default: the topic of the log's group.</summary>
    public string AppName { get; set; } = "{__topic__}";

    /// <summary>PROCID, at most 128 bytes. Default: nothing.</summary>
    public string ProcId { get; set; } = "";

    /// <summary>MSGID, at most 32 bytes. Default: nothing.</summary>
    public string MsgId { get; set; } = "";

    /// <summary>
    /// How many digits of the second's fraction are written, 0 to 6; the rest is cut off, never rounded. Default 6, the most that
    /// RFC 5424 allows.
    /// </summary>
    public int FractionDigits { get; set; } = 6;

    /// <summary>Whether a fraction is written for logs that have none. Default false: SLS keeps whole seconds by default.</summary>
    public bool AlwaysWriteFraction { get; set; }

    /// <summary>Finds everything that is wrong.</summary>
    /// <returns>Empty when the options can be used.</returns>
    public IReadOnlyList<OptionFault> FindFaults()
    {
        OptionFaults faults = new();
        Rfc5424Header.Compile(this, faults);
        return faults.Found;
    }
}
