using System.Text.Json;

namespace SlsSyslog.Testing.Tests;

internal static class HttpAnswerExtensions
{
    public static string Header(this HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out IEnumerable<string>? values) ? string.Join(',', values) : "";

    /// <summary>Checks the status and the SLS shape of an error, and returns its code.</summary>
    public static async Task<string> ErrorCodeAsync(this HttpResponseMessage answer, int status)
    {
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.ToString());
        Assert.Matches("^[0-9A-F]{24}$", answer.Header("x-log-requestid"));
        using JsonDocument body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.NotEqual("", body.RootElement.GetProperty("errorMessage").GetString());
        return body.RootElement.GetProperty("errorCode").GetString()!;
    }
}
