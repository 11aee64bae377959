namespace SlsSyslog.ConsumerGroups;

// One call, before it is signed. Texts are as they are meant; escaping is done on the way out.
internal sealed class SlsRequest(string operation, HttpMethod method, string path)
{
    // By its SLS name, for errors and logs.
    public string Operation => operation;

    public HttpMethod Method => method;

    public string Path => path;

    public IReadOnlyList<KeyValuePair<string, string>> Query { get; init; } = [];

    public byte[] Body { get; init; } = [];

    // Everything that is signed or sent beside the host: lower-case names.
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public string ToPathAndQuery()
    {
        if (Query.Count == 0)
        {
            return path;
        }

        return path + "?" + string.Join('&', Query.Select(p => $"{Uri.EscapeDataString(p.Key)}={Uri.EscapeDataString(p.Value)}"));
    }
}
