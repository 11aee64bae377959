using Microsoft.AspNetCore.Http;
using SlsSyslog.ConsumerGroups;

namespace SlsSyslog.FunctionCompute;

/// <summary>Reads the headers that Function Compute adds to a request.</summary>
internal readonly struct InvocationHeaders(IHeaderDictionary headers)
{
    private const string KeyId = "x-fc-access-key-id";
    private const string Timeout = "x-fc-function-timeout";
    private const int MaxSeconds = 86_400; // the service's maximum
    private const string KeySecret = "x-fc-access-key-secret";

    public string RequestId => Get("x-fc-request-id") is { } id ? PlainText.Clean(id) : "unknown";

    /// <summary>Gets the time limit; <see langword="null"/> when the header is absent or invalid.</summary>
    public TimeSpan? TimeLimit =>
        int.TryParse(Get(Timeout), NumberStyles.None, CultureInfo.InvariantCulture, out int seconds) && seconds is > 0 and <= MaxSeconds
            ? TimeSpan.FromSeconds(seconds)
            : null;

    /// <summary>Gets the text of the time limit when it is invalid.</summary>
    public string? InvalidTimeLimit => TimeLimit is null && Get(Timeout) is { } text ? PlainText.Clean(text) : null;

    /// <exception cref="InvalidEventException">The request has no credentials.</exception>
    public SlsCredential ReadCredential()
    {
        if (Get(KeyId) is not { } id || Get(KeySecret) is not { } secret)
        {
            throw new InvalidEventException(
                $"The request has no credentials ({KeyId}, {KeySecret}). Assign a role to the function that may read the logstore "
                    + "(log:GetCursorOrData).");
        }

        try
        {
            return new SlsCredential(id, secret, Get("x-fc-security-token"));
        }
        catch (ArgumentException exception)
        {
            throw new InvalidEventException($"The credentials of the request are not valid. {exception.Message}");
        }
    }

    private string? Get(string name) => headers[name].ToString() is { Length: > 0 } value ? value : null;
}
