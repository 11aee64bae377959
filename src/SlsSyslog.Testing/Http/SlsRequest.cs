namespace SlsSyslog.Testing;

/// <summary>Represents a request as received, so that its signature can be computed again.</summary>
internal sealed class SlsRequest
{
    public required string Method { get; init; }

    /// <summary>Gets the path as sent, with its escapes.</summary>
    public required string RawPath { get; init; }

    public required QueryString Query { get; init; }

    /// <summary>Gets the names and values as received. Names are case-insensitive.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; }

    public ReadOnlyMemory<byte> Body { get; init; }

    public string Path => Uri.UnescapeDataString(RawPath);

    public IReadOnlyList<string> Segments => [.. RawPath.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)];

    /// <summary>Gets the project: the first label of the host, or <see langword="null"/> when the host is an address or a single label.</summary>
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

    /// <summary>Gets the value of a header, several values joined by commas, or <see langword="null"/>.</summary>
    public string? Header(string name)
    {
        string[] values =
            [.. Headers.Where(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value)];
        return values.Length == 0 ? null : string.Join(',', values);
    }
}
