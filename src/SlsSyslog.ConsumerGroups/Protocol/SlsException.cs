namespace SlsSyslog.ConsumerGroups;

/// <summary>A call to SLS failed. The message names operation, status, error code and request id, never a secret.</summary>
public sealed class SlsException : Exception
{
    internal SlsException(string operation, int statusCode, string errorCode, string errorMessage, string? requestId, Exception? innerException = null)
        : base(Describe(operation, statusCode, errorCode, errorMessage, requestId), innerException)
    {
        Operation = operation;
        StatusCode = statusCode;
        ErrorCode = errorCode;
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

    private static string Describe(string operation, int statusCode, string errorCode, string errorMessage, string? requestId) =>
        statusCode == 0
            ? $"{operation} got no answer from SLS: {errorMessage}"
            : $"{operation} failed with {statusCode} {errorCode}: {errorMessage} (request id {requestId ?? "unknown"})";
}
