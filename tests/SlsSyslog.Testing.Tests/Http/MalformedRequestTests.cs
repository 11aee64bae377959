using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace SlsSyslog.Testing.Tests;

public class MalformedRequestTests : EmulatorTest
{
    private static readonly string[] Targets =
    [
        "/", "/logstores", "/logstores/logs", "/logstores/logs/shards", "/logstores/logs/shards/0", "/logstores/logs/shards/lb", "/logstores/logs/shards/route",
        "/logstores/logs/consumergroups", "/logstores/logs/consumergroups/siem", "/_emulator", "/_emulator/faults", "/_emulator/evict", "/_emulator/trim",
        "/_emulator/clock", "/_emulator/access-keys", "/logstores/%00/shards", "/logstores/../shards", "//", "/logstores/logs/shards/99999999999999999999",
    ];

    private static readonly string[] Queries =
    [
        "", "type=cursor&from=begin", "type=log&cursor=MTIz&count=10", "type=log&cursor=%ff%fe", "type=heartbeat&consumer=c", "type=checkpoint&consumer=c&forceSuccess=true",
        "action=split&key=zz", "action=split&shardCount=-5", "action=merge", "key=00", "%", "=", "&&&", "type=log&cursor=////&count=99999999999", "type=cursor_time&cursor==",
        "logstoreName=%00&offset=-1", "type=log&cursor=MTIz&end_cursor=%E4%B8%AD",
    ];

    private static readonly string[] Bodies =
    [
        "", "{}", "[]", "null", "\"x\"", "[0,1", "[{}]", "{\"shard\":1e99,\"checkpoint\":\"MTIz\"}", "{\"shard\":0,\"checkpoint\":\"\\ud800\"}",
        "{\"\\ud800\":1}", "{\"projectName\":7}", "{\"projectName\":\"a\\u0000b\"}", "{\"logstoreName\":\"more\",\"shardCount\":1e3}", "{\"consumerGroup\":{},\"timeout\":1}",
        "{\"fault\":\"truncate\",\"bytes\":-1}", "{\"fault\":\"delay\",\"seconds\":1e308}", "{\"offsetSeconds\":0.5}", "\n2\b\u001e", "{\"a\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1",
    ];

    internal override SlsEmulatorOptions Options() => new() { TimeProvider = Clock, VerifySignatures = false };

    [Fact]
    public async Task Requests_LongOrNonAsciiHeads_GetAResponseInTheFormOfTheService()
    {
        RawSlsConnection raw = new(Emulator.Endpoint, Clock);
        (string Target, (string, string)[] Headers)[] requests =
        [
            ("GET /" + new string('a', 20_000), []),
            ("GET /nothing", [("X-Long", new string('a', 40_000))]),
            ("GET /nothing", [.. Enumerable.Range(0, 300).Select(number => ($"X-{number}", "1"))]),
            ("GET /nothing", [("X-Text", "日")]),
        ];
        foreach ((string? target, (string, string)[]? headers) in requests)
        {
            (int Status, string Body) answer = await raw.SendAsync(target, "test-project.localhost", "", headers);

            Assert.Equal(400, answer.Status);
            Assert.Contains("\"errorCode\":\"ParameterInvalid\"", answer.Body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Request_BodyEndsEarly_GetsAResponseAndIsClosed()
    {
        using TcpClient client = new();
        await client.ConnectAsync(IPAddress.Loopback, Emulator.Endpoint.Port);
        await client.GetStream().WriteAsync("POST /logstores HTTP/1.1\r\nHost: test-project.localhost\r\nContent-Length: 100\r\n\r\n{}"u8.ToArray());

        using StreamReader reader = new(client.GetStream());
        string answer = await reader.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(30));

        Assert.StartsWith("HTTP/1.1 408 ", answer, StringComparison.Ordinal);
        Assert.Contains("\"errorCode\":\"RequestTimeout\"", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requests_AnyForm_GetAResponseInTheFormOfTheService()
    {
        Logstore.CreateConsumerGroup("siem");
        RawSlsConnection raw = new(Emulator.Endpoint, Clock);
        const int Seed = 20261122;
        Random random = new(Seed);
        string Pick(string[] from) => from[random.Next(from.Length)];
        for (int round = 0; round < 600; round++)
        {
            string target = $"{Pick(["GET", "POST", "PUT", "DELETE", "PATCH"])} {Pick(Targets)}?{Pick(Queries)}";
            string body = Pick(Bodies);
            (int Status, string Body) answer = await raw.SendAsync(target, Pick(["test-project.localhost", "localhost", "x.y"]), body,
                [("Content-Type", Pick(["application/json", "application/x-protobuf", "text/plain"])), ("x-log-bodyrawsize", Pick(["0", "5", "-1", "x", $"{body.Length}"]))]);

            Assert.True(answer.Status is 200 or (>= 400 and < 500), $"seed {Seed}, round {round}: {target} {body} -> {answer}");
            bool isInvalidHttp = target.Contains("/%00", StringComparison.Ordinal); // The HTTP server refuses it with status 400 and without a body.
            if (answer.Status != 200 && !isInvalidHttp)
            {
                using JsonDocument error = JsonDocument.Parse(answer.Body);
                Assert.NotEqual("", error.RootElement.GetProperty("errorCode").GetString());
            }

            Emulator.Faults.Clear();
        }
    }
}
