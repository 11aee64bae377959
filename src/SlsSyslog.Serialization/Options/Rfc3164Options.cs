namespace SlsSyslog.Serialization;

/// <summary>
/// The header of RFC 3164: <c>&lt;14>Jan  5 16:09:10 host tag[pid]: </c>. A host is an address or has letters, digits, <c>.</c>,
/// <c>_</c> and <c>-</c>, the last three not at its end. Where <see cref="HeaderOptions.AppName"/> gives nothing the tag is <c>-</c>,
/// except before CEF and LEEF, which begin with a word of their own; where it is empty itself there is no tag.
/// </summary>
public sealed class Rfc3164Options : HeaderOptions
{
    /// <summary>
    /// Whether the time is written as RFC 5424 does, with year, fraction and offset, which most receivers take. Default false: by the
    /// letter of RFC 3164, which knows neither and leaves the receiver to guess.
    /// </summary>
    public bool IsoTime { get; set; }

    /// <summary>
    /// Whether hosts keep their domain and tags keep their punctuation, which most receivers take. Default false: by the letter of
    /// RFC 3164 the host is cut at its first dot unless it is an address, and a tag keeps letters and digits only.
    /// </summary>
    public bool KeepNames { get; set; }

    /// <summary>Finds everything that is wrong.</summary>
    /// <returns>Empty when the options can be used.</returns>
    public IReadOnlyList<OptionFault> FindFaults()
    {
        OptionFaults faults = new();
        Rfc3164Header.Compile(this, faults);
        return faults.Found;
    }
}
