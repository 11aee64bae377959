using System.Runtime.CompilerServices;

namespace SlsSyslog.ConsumerGroups;

/// <summary>Represents a request before it is signed. Its values are not escaped.</summary>
internal sealed class SlsRequest(string operation, HttpMethod method, string path)
{
    /// <summary>Gets the SLS name of the operation, for errors and logs.</summary>
    public string Operation => operation;

    public HttpMethod Method => method;

    public string Path => path;

    public IReadOnlyList<KeyValuePair<string, string>> Query { get; init; } = [];

    /// <summary>Gets the parameters in the order of their names, in which they are signed.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> SortedQuery => field ??= Sort(Query);

    public byte[] Body { get; init; } = [];

    /// <summary>Gets further headers, with lowercase names.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Writes the URL after the given start of it, with escaped parameters.</summary>
    public string ToUrl(string start)
    {
        DefaultInterpolatedStringHandler url = new(0, 0);
        url.AppendLiteral(start);
        url.AppendLiteral(path);
        string separator = "?";
        foreach ((string name, string value) in Query)
        {
            url.AppendLiteral(separator);
            url.AppendLiteral(Uri.EscapeDataString(name));
            url.AppendLiteral("=");
            url.AppendLiteral(Uri.EscapeDataString(value));
            separator = "&";
        }

        return url.ToStringAndClear();
    }

    private static KeyValuePair<string, string>[] Sort(IReadOnlyList<KeyValuePair<string, string>> parameters)
    {
        KeyValuePair<string, string>[] sorted = [.. parameters];
        Array.Sort(sorted, static (one, other) => string.CompareOrdinal(one.Key, other.Key));
        return sorted;
    }
}
