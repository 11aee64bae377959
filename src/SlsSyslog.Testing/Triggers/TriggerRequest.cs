using System.Net.Http.Headers;

namespace SlsSyslog.Testing;

/// <summary>Creates the request with the event of an SLS trigger for a custom runtime (SLS protocol 11.1 and 11.2).</summary>
internal static class TriggerRequest
{
    public static HttpRequestMessage Create(FunctionInvocation firing, EmulatorLogstore logstore, FunctionTriggerOptions options)
    {
        ByteArrayContent content = new(Event(firing, logstore, options));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        HttpRequestMessage request = new(HttpMethod.Post, new Uri(options.Function, "/invoke")) { Content = content };
        request.Headers.Add("x-fc-control-path", "/invoke");
        request.Headers.Add("x-fc-request-id", firing.RequestId);
        request.Headers.Add("x-fc-access-key-id", options.AccessKeyId);
        request.Headers.Add("x-fc-access-key-secret", options.AccessKeySecret);
        if (options.SecurityToken is { } token)
        {
            request.Headers.Add("x-fc-security-token", token);
        }

        int seconds = Math.Max(1, (int)options.TimeLimit.TotalSeconds);
        request.Headers.Add("x-fc-function-timeout", seconds.ToString(CultureInfo.InvariantCulture));
        return request;
    }

    private static byte[] Event(FunctionInvocation firing, EmulatorLogstore logstore, FunctionTriggerOptions options)
    {
        using MemoryStream buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject("parameter");
            json.WriteEndObject();
            json.WriteStartObject("source");
            json.WriteString("endpoint", options.Endpoint.GetLeftPart(UriPartial.Authority));
            json.WriteString("projectName", logstore.Project);
            json.WriteString("logstoreName", logstore.Name);
            json.WriteNumber("shardId", firing.Shard);
            json.WriteString("beginCursor", firing.BeginCursor);
            json.WriteString("endCursor", firing.EndCursor);
            json.WriteEndObject();
            json.WriteString("jobName", "emulated-trigger");
            json.WriteString("taskId", firing.RequestId);
            json.WriteNumber("cursorTime", logstore.Clock.GetUtcNow().ToUnixTimeSeconds());
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
