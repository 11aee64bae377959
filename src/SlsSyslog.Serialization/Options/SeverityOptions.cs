namespace SlsSyslog.Serialization;

/// <summary>Where the severity of a message comes from (RFC 5424 6.2.1).</summary>
public sealed class SeverityOptions
{
    /// <summary>
    /// The key of the field that tells it, or <c>__topic__</c>, <c>__source__</c>, <c>__tag__:name</c>. Default null: every message
    /// has the severity <see cref="Default"/>. Known are the names of RFC 5424, the numbers 0 to 7, and the usual aliases such as
    /// <c>emerg</c>, <c>crit</c>, <c>critical</c>, <c>fatal</c>, <c>err</c>, <c>warn</c>, <c>information</c>, <c>trace</c>, in any case.
    /// </summary>
    public string? Field { get; set; }

    /// <summary>Further words and what they mean, before the known ones: <c>deny</c> to <c>warning</c>. In any case.</summary>
    public IDictionary<string, string> Map { get; set; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The severity where the field is absent or tells nothing known. Default <c>info</c>, as in Alibaba's sample.</summary>
    public string Default { get; set; } = "info";
}
