using System.Text;
using System.Text.Json;

namespace SlsSyslog.Testing.Tests;

public class ProjectOperationsTests : EmulatorTest
{
    [Fact]
    public async Task Create_ProjectAndLogstore_CanBeUsedAtOnce()
    {
        using TestSlsClient client = new(Emulator.Endpoint, "other-project", Clock);
        using HttpResponseMessage project = await client.PostJsonAsync("/", """{"projectName":"other-project","description":"d"}""");
        using HttpResponseMessage logstore = await client.PostJsonAsync("/logstores", """{"logstoreName":"logs","ttl":7,"shardCount":3,"autoSplit":true,"maxSplitShard":6}""");
        using JsonDocument info = JsonDocument.Parse(await (await client.GetAsync("/logstores/logs")).Content.ReadAsStringAsync());
        using JsonDocument list = JsonDocument.Parse(await (await client.GetAsync("/logstores?logstoreName=&offset=0&size=100")).Content.ReadAsStringAsync());

        Assert.Equal((200, 200), ((int)project.StatusCode, (int)logstore.StatusCode));
        Assert.Equal((7, 3), (info.RootElement.GetProperty("ttl").GetInt32(), info.RootElement.GetProperty("shardCount").GetInt32()));
        Assert.Equal("""{"count":1,"total":1,"logstores":["logs"]}""", list.RootElement.GetRawText());
        Assert.Equal(3, Emulator.GetLogstore("other-project", "logs").Shards.Count);
    }

    [Fact]
    public async Task Delete_LogstoreAndProject_RemovesThem()
    {
        using HttpResponseMessage logstore = await Client.SendAsync(HttpMethod.Delete, "/logstores/logs", null, "");
        using HttpResponseMessage missing = await Client.GetAsync("/logstores/logs");
        using HttpResponseMessage project = await Client.SendAsync(HttpMethod.Delete, "/", null, "");
        using HttpResponseMessage gone = await Client.GetAsync("/");

        Assert.Equal((200, 200), ((int)logstore.StatusCode, (int)project.StatusCode));
        Assert.Equal("LogStoreNotExist", await missing.ErrorCodeAsync(404));
        Assert.Equal("ProjectNotExist", await gone.ErrorCodeAsync(404));
    }

    [Theory]
    [InlineData("/", """{"projectName":"test-project"}""", "ProjectAlreadyExist")]
    [InlineData("/", """{"projectName":"UPPER"}""", "ParameterInvalid")]
    [InlineData("/", "{}", "ParameterInvalid")]
    [InlineData("/logstores", """{"logstoreName":"logs"}""", "LogStoreAlreadyExist")]
    [InlineData("/logstores", """{"logstoreName":"x"}""", "LogStoreInfoInvalid")]
    [InlineData("/logstores", """{"logstoreName":"more","shardCount":0}""", "LogStoreInfoInvalid")]
    [InlineData("/logstores", """{"logstoreName":"more","ttl":0}""", "LogStoreInfoInvalid")]
    [InlineData("/logstores", "nonsense", "LogStoreInfoInvalid")]
    [InlineData("/nothing/here", "{}", "ParameterInvalid")]
    public async Task Create_InvalidRequest_HasTheErrorCodeOfTheService(string path, string body, string code)
    {
        using HttpResponseMessage answer = await Client.PostJsonAsync(path, body);

        Assert.Equal(code, await answer.ErrorCodeAsync(400));
    }

    [Fact]
    public async Task Get_UnknownProject_IsProjectNotExist()
    {
        using TestSlsClient client = new(Emulator.Endpoint, "unknown", Clock);
        using HttpResponseMessage answer = await client.GetAsync("/logstores/logs/shards");

        Assert.Equal("ProjectNotExist", await answer.ErrorCodeAsync(404));
    }

    [Fact]
    public async Task Update_Ttl_ChangesTheRetention()
    {
        using HttpResponseMessage answer = await Client.SendAsync(
            HttpMethod.Put, "/logstores/logs", Encoding.ASCII.GetBytes("""{"logstoreName":"logs","ttl":1,"shardCount":4}"""), "application/json");

        Assert.Equal(200, (int)answer.StatusCode);
        Assert.Equal(TimeSpan.FromDays(1), Logstore.Retention);
    }

    [Fact]
    public async Task Requests_InvalidSignature_NeverReachAnOperation()
    {
        Client.AccessKeySecret = "wrong";
        using HttpResponseMessage answer = await Client.GetAsync("/logstores/logs/shards");

        Assert.Equal("SignatureNotMatch", await answer.ErrorCodeAsync(401));
        EmulatorRequest request = Assert.Single(Emulator.Journal);
        Assert.Equal((SlsOperation.ListShards, 401, "SignatureNotMatch"), (request.Operation, request.Status, request.ErrorCode));
        Assert.Equal(answer.Header("x-log-requestid"), request.RequestId);
        Assert.Equal((1, 1), (Emulator.Counts.Requests, Emulator.Counts.Errors));
    }
}
