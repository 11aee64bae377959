namespace SlsSyslog.ConsumerGroups;

/// <summary>Represents a request before it is signed. Its values are not escaped.</summary>
internal sealed class SlsRequest(string operation, HttpMethod method, string path)
{
    /// <summary>Gets the SLS name of the operation, for errors and logs.</summary>
    public string Operation => operation;

    public HttpMethod Method => method;

    public string Path => path;

    public IReadOnlyList<KeyValuePair<string, string>> Query { get; init; } = [];

    public byte[] Body { get; init; } = [];

    /// <summary>Gets further headers, with lowercase names.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public string ToPathAndQuery() => Query.Count == 0 ? path
        : path + "?" + string.Join('&', Query.Select(p => $"{Uri.EscapeDataString(p.Key)}={Uri.EscapeDataString(p.Value)}"));
}
