namespace SlsSyslog.Testing;

/// <summary>Selects the signed headers of a request.</summary>
internal static class CanonicalHeaders
{
    /// <summary>Gets the <c>x-log-</c> and <c>x-acs-</c> headers with lowercase names and trimmed values, sorted by name.</summary>
    public static SortedDictionary<string, string> Of(SlsRequest request)
    {
        SortedDictionary<string, string> headers = new(StringComparer.Ordinal);
        foreach (KeyValuePair<string, string> header in request.Headers)
        {
            string name = header.Key.ToLowerInvariant();
            bool isSigned = name.StartsWith("x-log-", StringComparison.Ordinal) || name.StartsWith("x-acs-", StringComparison.Ordinal);
            if (isSigned && !name.StartsWith("x-log-meta-", StringComparison.Ordinal))
            {
                headers[name] = header.Value.Trim();
            }
        }

        return headers;
    }
}
