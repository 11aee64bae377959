using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace SlsSyslog.Testing;

/// <summary>Creates the request with the event of an SLS trigger for a custom runtime (SLS protocol 11.1 and 11.2).</summary>
internal static class TriggerRequest
{
    public static HttpRequestMessage Create(FunctionInvocation firing, EmulatorLogstore logstore, FunctionTriggerOptions options)
    {
        ByteArrayContent content = new(Encoding.UTF8.GetBytes(Event(firing, logstore, options).ToJsonString()));
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

    private static JsonObject Event(FunctionInvocation firing, EmulatorLogstore logstore, FunctionTriggerOptions options) => new()
    {
        ["parameter"] = new JsonObject(),
        ["source"] = new JsonObject
        {
            ["endpoint"] = options.Endpoint.GetLeftPart(UriPartial.Authority),
            ["projectName"] = logstore.Project,
            ["logstoreName"] = logstore.Name,
            ["shardId"] = firing.Shard,
            ["beginCursor"] = firing.BeginCursor,
            ["endCursor"] = firing.EndCursor,
        },
        ["jobName"] = "emulated-trigger",
        ["taskId"] = firing.RequestId,
        ["cursorTime"] = logstore.Clock.GetUtcNow().ToUnixTimeSeconds(),
    };
}
