namespace SlsSyslog.Testing;

/// <summary>A request as it was received: nothing decoded is lost, so that its signature can be computed again.</summary>
internal sealed class SlsRequest
{
    public required string Method { get; init; }

    /// <summary>The path as it was sent, escapes and all.</summary>
    public required string RawPath { get; init; }

    public required QueryString Query { get; init; }

    /// <summary>Names and values as received; the names compare without case.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; }

    public ReadOnlyMemory<byte> Body { get; init; }

    public string Path => Uri.UnescapeDataString(RawPath);

    public IReadOnlyList<string> Segments => [.. RawPath.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)];

    /// <summary>The first label of the host, the project; null when the host is an address or a single label.</summary>
    public string? Project
    {
        get
        {
            string host = Header("Host") ?? "";
            host = host.StartsWith('[') ? host : host.Split(':')[0];
            int dot = host.IndexOf('.', StringComparison.Ordinal);
            return dot <= 0 || System.Net.IPAddress.TryParse(host, out _) ? null : host[..dot];
        }
    }

    /// <summary>The value of a header, several joined by commas; null when it is absent.</summary>
    public string? Header(string name)
    {
        string[] values = Headers.Where(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value).ToArray();
        return values.Length == 0 ? null : string.Join(',', values);
    }
}
