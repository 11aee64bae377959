namespace SlsSyslog.Testing;

/// <summary>Represents one SD-ELEMENT of a message (RFC 5424 section 6.3), unescaped.</summary>
/// <param name="Id">The SD-ID.</param>
/// <param name="Parameters">The names and values in order. A name can occur more than once.</param>
public sealed record SyslogElement(string Id, IReadOnlyList<KeyValuePair<string, string>> Parameters)
{
    /// <summary>Gets the first value with a name.</summary>
    /// <param name="name">The PARAM-NAME, compared exactly.</param>
    /// <returns>The unescaped value, or <see langword="null"/>.</returns>
    public string? Find(string name) => Parameters.Where(parameter => parameter.Key == name).Select(parameter => parameter.Value).FirstOrDefault();
}
