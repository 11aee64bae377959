using System.Globalization;

namespace SlsSyslog.ConsumerGroups;

// The headers of an answer (SLS protocol 1.3). All but the first five may be absent.
internal static class SlsHeaders
{
    public static string? RequestId(HttpResponseMessage response) => Text(response, "x-log-requestid");

    public static string? Text(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out IEnumerable<string>? values) && values.FirstOrDefault() is { Length: > 0 } value ? value : null;

    public static long? Number(HttpResponseMessage response, string name) =>
        long.TryParse(Text(response, name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) ? value : null;
}
