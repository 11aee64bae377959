namespace SlsSyslog.Serialization;

/// <summary>Specifies the header of RFC 3164: <c>&lt;14>Jan  5 16:09:10 host tag[pid]: </c>.</summary>
/// <remarks>
/// A host consists of letters, digits, <c>.</c>, <c>_</c> and <c>-</c>, and does not end with one of the last three, so that rsyslog and
/// syslog-ng read it as the host. An IPv6 address is written with hyphens, without a zone and with a digit at both ends:
/// <c>2a0b-1--5</c>, <c>0--1</c>; an IPv4-mapped address as the IPv4 address. A name of four digits follows <c>host-</c>, because syslog-ng
/// reads them as a year. An empty host becomes <c>unknown</c>.
/// When <see cref="MessageOptions.AppName"/> yields no text, the tag is <c>-</c>, except for CEF and LEEF, which start with their own
/// name. When <see cref="MessageOptions.AppName"/> itself is empty, the tag is omitted.
/// </remarks>
public sealed class Rfc3164Options : IValidatedOptions
{
    /// <summary>
    /// Gets or sets a value that indicates whether the time is written as in RFC 5424, with year, fraction and offset, which most
    /// receivers accept.
    /// </summary>
    /// <value>The default is <see langword="false"/>: the time is written as RFC 3164 specifies, without year and offset.</value>
    public bool UseIso8601Timestamp { get; set; }

    /// <summary>
    /// Gets or sets a value that indicates whether hosts keep their domain and tags keep their punctuation, which most receivers accept.
    /// </summary>
    /// <value>
    /// The default is <see langword="false"/>: as RFC 3164 specifies, a host that is not an address is cut at its first period, and a tag
    /// keeps only letters and digits.
    /// </value>
    public bool PreserveNames { get; set; }

    /// <inheritdoc/>
    public void Validate(OptionErrors errors)
    {
    }
}
