namespace SlsSyslog.ConsumerGroups;

/// <summary>Reads the headers of a response (SLS protocol 1.3). A header that is absent, empty or malformed is null.</summary>
internal static class ResponseHeaders
{
    public static string? RequestId(HttpResponseMessage response) => Text(response, "x-log-requestid");

    public static string? Text(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out IEnumerable<string>? values) && values.FirstOrDefault() is { Length: > 0 } value ? value : null;

    public static long? Number(HttpResponseMessage response, string name) =>
        long.TryParse(Text(response, name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) ? value : null;
}
