namespace SlsSyslog.Serialization;

/// <summary>Specifies the header of RFC 3164: <c>&lt;14>Jan  5 16:09:10 host tag[pid]: </c>.</summary>
/// <remarks>
/// A host is an address, or consists of letters, digits, <c>.</c>, <c>_</c> and <c>-</c>, and does not end with one of the last three.
/// When <see cref="MessageOptions.AppName"/> yields no text, the tag is <c>-</c>, except for CEF and LEEF, which start with their own
/// name. When <see cref="MessageOptions.AppName"/> itself is empty, there is no tag.
/// </remarks>
public sealed class Rfc3164Options : IValidatedOptions
{
    /// <summary>
    /// Gets or sets a value that indicates whether the time is written as in RFC 5424, with year, fraction and offset, which most
    /// receivers accept.
    /// </summary>
    /// <value>
    /// The default is <see langword="false"/>: the time is written as RFC 3164 specifies, without year and offset.
    /// </value>
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
