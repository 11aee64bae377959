namespace SlsSyslog.Testing;

/// <summary>One SD-ELEMENT of a message (RFC 5424 section 6.3), escapes undone.</summary>
/// <param name="Id">The SD-ID.</param>
/// <param name="Parameters">Names and values in the order in which they stand; a name may stand twice.</param>
public sealed record SyslogElement(string Id, IReadOnlyList<KeyValuePair<string, string>> Parameters)
{
    /// <summary>The first value with that name, or null.</summary>
    /// <param name="name">The PARAM-NAME, compared exactly.</param>
    /// <returns>The value with its escapes undone.</returns>
    public string? Find(string name) => Parameters.Where(parameter => parameter.Key == name).Select(parameter => parameter.Value).FirstOrDefault();
}
