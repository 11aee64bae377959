namespace SlsSyslog.AspNetCore;

/// <summary>Represents a response that all requests of the same second share.</summary>
/// <param name="StatusCode">The status code.</param>
/// <param name="ContentType">The content type.</param>
/// <param name="Body">The body.</param>
internal sealed record Answer(int StatusCode, string ContentType, ReadOnlyMemory<byte> Body)
{
    public const string Json = "application/json; charset=utf-8";

    /// <summary>Gets the body for requests that may not read the whole answer, or <see langword="null"/> if they are refused.</summary>
    public ReadOnlyMemory<byte>? BriefBody { get; init; }

    /// <summary>Gets the policy of what a browser may load for the response. Without a page, it may load nothing.</summary>
    public string ContentSecurityPolicy { get; init; } = "default-src 'none'; frame-ancestors 'none'";

    public static Answer OfText(int statusCode, string text) => new(statusCode, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(text + "\n"));
}
