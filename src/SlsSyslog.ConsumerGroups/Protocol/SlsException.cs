namespace SlsSyslog.ConsumerGroups;

/// <summary>A call to SLS failed. The message names operation, status, error code and request id, never a secret.</summary>
public sealed class SlsException : Exception
{
    internal SlsException(
        string operation, int statusCode, string errorCode, string errorText, string? requestId, Exception? innerException = null)
        : base(Describe(operation, statusCode, errorCode, errorText, requestId), innerException)
    {
        Operation = operation;
        StatusCode = statusCode;
        ErrorCode = errorCode;
        ErrorText = errorText;
        RequestId = requestId;
    }

    /// <summary>The operation by its SLS name, for example <c>PullLogs</c>.</summary>
    public string Operation { get; }

    /// <summary>The HTTP status; 0 when no answer came.</summary>
    public int StatusCode { get; }

    /// <summary>The error code of SLS; empty when the answer did not come from SLS.</summary>
    public string ErrorCode { get; }

    /// <summary>The request id to name to Alibaba's support; null when no answer came.</summary>
    public string? RequestId { get; }

    internal string ErrorText { get; }

    internal TimeSpan? RetryAfter { get; init; }

    internal DateTimeOffset? ServerTime { get; init; }

    internal static SlsException TooLate(string operation, TimeSpan deadline) =>
        new(operation, 0, "", $"nothing came within {deadline.TotalSeconds:0.#} s", requestId: null);

    private static string Describe(string operation, int statusCode, string errorCode, string errorText, string? requestId)
    {
        if (statusCode == 0)
        {
            return $"{operation} got no answer from SLS: {errorText}";
        }

        string code = errorCode.Length == 0 ? "" : $" {errorCode}";
        return $"{operation} failed with {statusCode}{code}: {errorText} (request id {requestId ?? "unknown"})";
    }
}
