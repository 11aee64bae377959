using System.Diagnostics.CodeAnalysis;

namespace SlsSyslog.ConsumerGroups;

/// <summary>The exception that is thrown when a request fails: operation, status, error code and request ID, never a secret.</summary>
public sealed class SlsException : Exception
{
    private const int MaxNameLength = 128;

    internal SlsException(
        string operation, int statusCode, string errorCode, string errorText, string? requestId, Exception? innerException = null)
        : base(PlainText.Clean(Describe(operation, statusCode, Shorten(errorCode), errorText, Shorten(requestId))), innerException)
    {
        Operation = operation;
        StatusCode = statusCode;
        ErrorCode = PlainText.Clean(Shorten(errorCode));
        ErrorText = errorText;
        RequestId = requestId is null ? null : PlainText.Clean(Shorten(requestId));
    }

    /// <summary>Gets the SLS name of the operation, for example <c>PullLogs</c>.</summary>
    public string Operation { get; }

    /// <summary>Gets the HTTP status code, or 0 when there was no response.</summary>
    public int StatusCode { get; }

    /// <summary>Gets the error code of SLS, or an empty string when the response is not from SLS.</summary>
    public string ErrorCode { get; }

    /// <summary>Gets the request ID for Alibaba Cloud support, or <see langword="null"/> when there was no response.</summary>
    public string? RequestId { get; }

    internal string ErrorText { get; }

    internal TimeSpan? RetryAfter { get; init; }

    internal DateTimeOffset? ServerTime { get; init; }

    internal static SlsException TimedOut(string operation, TimeSpan timeout) =>
        new(operation, 0, "", $"the request timed out after {timeout.TotalSeconds:0.#} s", requestId: null);

    // A code or an ID that is longer is not one, and would leave no room for the rest of the message.
    [return: NotNullIfNotNull(nameof(text))]
    private static string? Shorten(string? text) => text?.Length > MaxNameLength ? text[..MaxNameLength] : text;

    private static string Describe(string operation, int statusCode, string errorCode, string errorText, string? requestId)
    {
        if (statusCode == 0)
        {
            return $"{operation} received no response from SLS: {errorText}";
        }

        string code = errorCode.Length == 0 ? "" : $" {errorCode}";
        return $"{operation} failed with {statusCode}{code}: {errorText} (request ID {requestId ?? "unknown"})";
    }
}
