namespace SlsSyslog.Testing.Tests;

/// <summary>The request variants of the official SDKs of other languages are accepted.</summary>
public class SdkHabitsTests : EmulatorTest
{
    private const string Group = "/logstores/logs/consumergroups/group-1";
    private static readonly (string, string) Json = ("Content-Type", "application/json");

    private RawSlsConnection Raw => new(Emulator.Endpoint, Clock);

    [Theory]
    [InlineData("test-project.127.0.0.1:PORT")]
    [InlineData("test-project.localhost:PORT")]
    [InlineData("test-project.localhost")]
    [InlineData("test-project.cn-hangzhou.log.aliyuncs.com")]
    [InlineData("test-project.sls.internal.example:80")]
    public async Task HostForms_ProjectAsFirstLabel_IsFound(string host)
    {
        host = host.Replace("PORT", $"{Emulator.Endpoint.Port}", StringComparison.Ordinal);

        (int Status, string Body) one = await Raw.SendVersionOneAsync("GET /logstores/logs/shards", "/logstores/logs/shards", host, "", ("x-log-bodyrawsize", "0"));
        (int Status, string Body) four = await Raw.SendVersionFourAsync("GET /logstores/logs/shards", "", host, "", ("x-log-bodyrawsize", "0"));

        Assert.Equal((200, 200), (one.Status, four.Status));
    }

    [Theory]
    [InlineData("127.0.0.1", 400, "MissingHost")]
    [InlineData("localhost:8080", 400, "MissingHost")]
    [InlineData("unknown.localhost", 404, "ProjectNotExist")]
    public async Task HostForms_NoOrUnknownProject_IsRefused(string host, int status, string code)
    {
        (int Status, string Body) answer = await Raw.SendVersionOneAsync("GET /logstores/logs/shards", "/logstores/logs/shards", host, "");

        Assert.Equal(status, answer.Status);
        Assert.Contains($"\"errorCode\":\"{code}\"", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Python_GroupCalls_PlusForSpacesCapitalizedTrueAndNoBodySizeAreAccepted()
    {
        EmulatorConsumerGroup group = Logstore.CreateConsumerGroup("group-1");
        const string Consumer = "consumer=group+1%40host%2F7";
        const string Host = "test-project.127.0.0.1";

        (int Status, string Body) beat = await Raw.SendVersionOneAsync(
            $"POST {Group}?type=heartbeat&{Consumer}", $"{Group}?consumer=group 1@host/7&type=heartbeat", Host, "[]", Json);
        (int Status, string Body) again = await Raw.SendVersionOneAsync(
            $"POST {Group}?type=heartbeat&{Consumer}", $"{Group}?consumer=group 1@host/7&type=heartbeat", Host, "[0, 1, 2, 3]", Json);
        (int Status, string Body) stored = await Raw.SendVersionOneAsync(
            $"POST {Group}?type=checkpoint&{Consumer}&forceSuccess=True", $"{Group}?consumer=group 1@host/7&forceSuccess=True&type=checkpoint",
            Host, """{"shard": 0, "checkpoint": "MTUyNDE1NTM3OTM3MzkwODQ5Ng=="}""", Json);
        (int Status, string Body) read = await Raw.SendVersionOneAsync($"GET {Group}?shard=0", $"{Group}?shard=0", Host, "", Json);

        Assert.Equal((200, "[0,1,2,3]"), beat);
        Assert.Equal((200, "[0,1,2,3]"), again);
        Assert.Equal((200, ""), stored);
        Assert.Contains("\"consumer\":\"group 1@host/7\"", read.Body, StringComparison.Ordinal);
        Assert.True(Assert.Single(group.History).IsForced);
    }

    [Fact]
    public async Task Python_GetWithContentType_IncludesItInTheSignature()
    {
        string path = "/logstores/logs/shards/0?from=begin&type=cursor";

        (int Status, string Body) answer = await Raw.SendVersionOneAsync(
            "GET /logstores/logs/shards/0?type=cursor&from=begin", path, "test-project.127.0.0.1", "", Json, ("x-log-bodyrawsize", "0"));

        Assert.Equal(200, answer.Status);
    }

    [Fact]
    public async Task Python_Put_SendsLz4WithTheRawSize()
    {
        // The SDK removes the size prefix of its LZ4 library and sends the raw block. This block contains only literals.
        using TestSlsClient client = new(Emulator.Endpoint, timeProvider: Clock);
        byte[] raw = new EmulatorLogGroup(new EmulatorLog((uint)Clock.GetUtcNow().ToUnixTimeSeconds(), ("k", "v"))).Encode();

        using HttpResponseMessage answer = await client.SendAsync(
            HttpMethod.Post, "/logstores/logs/shards/lb", [(byte)(Math.Min(15, raw.Length) << 4), (byte)(raw.Length - 15), .. raw], "application/x-protobuf",
            ("x-log-bodyrawsize", $"{raw.Length}"), ("x-log-compresstype", "lz4"), ("x-log-mode", "manual"));

        Assert.Equal(200, (int)answer.StatusCode);
    }

    [Fact]
    public async Task Go_Pull_TypeLogsSignedWithVersionFour()
    {
        AppendOne(0);
        string cursor = Logstore.Shards[0].BeginCursor;
        string escaped = Uri.EscapeDataString(cursor);

        (int Status, string Body) answer = await Raw.SendVersionFourAsync(
            $"GET /logstores/logs/shards/0?type=logs&cursor={escaped}&count=1000", $"count=1000&cursor={escaped}&type=logs",
            $"test-project.localhost:{Emulator.Endpoint.Port}", "", ("Accept", "application/x-protobuf"), ("Accept-Encoding", "lz4"), ("x-log-bodyrawsize", "0"));

        Assert.Equal(200, answer.Status);
        Assert.Equal(1, Emulator.Counts.LogGroupsServed);
    }

    [Fact]
    public async Task Go_GroupCalls_SendBodySizeZero()
    {
        (int Status, string Body) answer = await Raw.SendVersionFourAsync(
            "POST /logstores/logs/consumergroups", "", "test-project.localhost", """{"consumerGroup":"group-1","timeout":60,"order":false}""",
            Json, ("x-log-bodyrawsize", "0"));

        Assert.Equal((200, ""), answer);
        Assert.NotNull(Logstore.FindConsumerGroup("group-1"));
    }

    [Fact]
    public async Task VersionFour_EmptyValueAndSpaces_AreSignedAsTheSdksDo()
    {
        (int Status, string Body) list = await Raw.SendVersionFourAsync(
            "GET /logstores?logstoreName=&offset=0&size=10", "logstoreName&offset=0&size=10", "test-project.localhost", "");
        Logstore.CreateConsumerGroup("group-1");
        (int Status, string Body) beat = await Raw.SendVersionFourAsync(
            $"POST {Group}?type=heartbeat&consumer=a+b%20c", "consumer=a%20b%20c&type=heartbeat", "test-project.localhost", "[]", Json);

        Assert.Equal((200, 200), (list.Status, beat.Status));
        Assert.Equal(["a b c"], Logstore.FindConsumerGroup("group-1")!.Consumers);
    }

    [Fact]
    public async Task Python_UnknownType_IsRefusedAndNotTakenForGetLogstore()
    {
        (int Status, string Body) answer = await Raw.SendVersionFourAsync(
            "GET /logstores/logs?type=context", "type=context", "test-project.localhost", "");

        Assert.Equal(400, answer.Status);
        Assert.Contains("is not an operation that the emulator supports", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task VersionFour_DocumentedSignatureMethodHeader_IsAccepted()
    {
        (int Status, string Body) answer = await Raw.SendVersionFourAsync(
            "GET /logstores/logs/shards", "", "test-project.localhost", "", ("x-log-signaturemethod", "hmac-sha256"));

        Assert.Equal(200, answer.Status);
    }

    [Theory]
    [InlineData("POST", "/", """{"projectName":"other-project"}""")]
    [InlineData("POST", "/logstores", """{"logstoreName":"more"}""")]
    [InlineData("PUT", "/logstores/logs", """{"ttl":1}""")]
    [InlineData("DELETE", "/logstores/logs", null)]
    [InlineData("POST", "/logstores/logs/consumergroups", """{"consumerGroup":"group-2","timeout":60,"order":false}""")]
    [InlineData("PUT", Group, """{"timeout":30}""")]
    [InlineData("DELETE", Group, null)]
    [InlineData("POST", Group + "?type=checkpoint&forceSuccess=true", """{"shard":0,"checkpoint":"MTUyNDE1NTM3OTM3MzkwODQ5Ng=="}""")]
    [InlineData("DELETE", "/", null)]
    public async Task Responses_WithoutBody_HaveNoContentType(string method, string path, string? body)
    {
        Logstore.CreateConsumerGroup("group-1");

        using HttpResponseMessage answer = await Client.SendAsync(
            new HttpMethod(method), path, body is null ? null : System.Text.Encoding.UTF8.GetBytes(body), "application/json");

        Assert.Equal(200, (int)answer.StatusCode);
        Assert.Equal((0, null), (answer.Content.Headers.ContentLength, answer.Content.Headers.ContentType));
    }
}
