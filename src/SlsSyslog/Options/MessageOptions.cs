using SlsSyslog.Serialization;

namespace SlsSyslog;

/// <summary>
/// How a log becomes a message. <see cref="Format"/> holds everything; the other properties are what most users set, and apply to
/// whichever envelope and body are chosen. Texts for the header are templates: see <see cref="HeaderOptions"/>.
/// </summary>
public sealed class MessageOptions
{
    private SyslogFormatOptions _format = new();

    /// <summary>Makes the defaults: RFC 5424 with a key-value body.</summary>
    public MessageOptions() => ShareSeverity();

    /// <summary>Envelope, body, framing and size in full.</summary>
    public SyslogFormatOptions Format => _format;

    /// <summary>The name of a body formatter registered with <c>AddBodyFormatter</c>, used instead of the format's. Default null.</summary>
    public string? BodyFormatter { get; set; }

    /// <summary>What becomes of a record whose message is longer than <see cref="MaxBytes"/>. Default <see cref="OversizePolicy.Truncate"/>.</summary>
    public OversizePolicy Oversize { get; set; }

    /// <summary>The longest message in bytes, without its frame. Default 8192, the least 480.</summary>
    public int MaxBytes
    {
        get => _format.MaxMessageBytes;
        set => _format.MaxMessageBytes = value;
    }

    /// <summary>The facility by name, number or template. Default <c>user</c>.</summary>
    public string Facility
    {
        get => _format.Header.Facility;
        set => _format.Rfc5424.Facility = _format.Rfc3164.Facility = value;
    }

    /// <summary>The severity, in the header and in CEF and LEEF. Default <c>info</c> for every message.</summary>
    public SeverityOptions Severity => _format.Header.Severity;

    /// <summary>The template of HOSTNAME. Default <c>{__source__}</c>.</summary>
    public string Hostname
    {
        get => _format.Header.Hostname;
        set => _format.Rfc5424.Hostname = _format.Rfc3164.Hostname = value;
    }

    /// <summary>The template of APP-NAME, or of the TAG. Default <c>{__topic__}</c>.</summary>
    public string AppName
    {
        get => _format.Header.AppName;
        set => _format.Rfc5424.AppName = _format.Rfc3164.AppName = value;
    }

    /// <summary>The template of PROCID. Default empty, written as <c>-</c>.</summary>
    public string ProcId
    {
        get => _format.Header.ProcId;
        set => _format.Rfc5424.ProcId = _format.Rfc3164.ProcId = value;
    }

    /// <summary>Takes the format for a receiver, by one word; replaces everything that was set before in <see cref="Format"/>.</summary>
    /// <param name="name">One of <see cref="SyslogPresets.Names"/>.</param>
    /// <exception cref="ArgumentException">There is no such preset; the message names those there are.</exception>
    public void UsePreset(string name)
    {
        _format = SyslogFormatOptions.FromPreset(name);
        ShareSeverity();
    }

    // A user who says which field tells the severity means it wherever a severity stands.
    private void ShareSeverity()
    {
        SeverityOptions severity = _format.Header.Severity;
        _format.Rfc5424.Severity = _format.Rfc3164.Severity = severity;
        _format.Cef.Severity = _format.Leef.Severity = severity;
    }
}
