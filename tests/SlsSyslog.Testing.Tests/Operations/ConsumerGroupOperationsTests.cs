using System.Text;

namespace SlsSyslog.Testing.Tests;

public class ConsumerGroupOperationsTests : EmulatorTest
{
    private const string Groups = "/logstores/logs/consumergroups";

    [Fact]
    public async Task ConsumerGroup_CreatedListedUpdatedAndDeleted_HasTheResponsesThatSdksExpect()
    {
        Assert.Equal("", await PostAsync(Groups, """{"consumerGroup":"siem","timeout":60,"order":false}"""));
        Assert.Equal("ConsumerGroupAlreadyExist", await ErrorAsync(Groups, """{"consumerGroup":"siem","timeout":60,"order":false}""", 400));
        Assert.Equal("""[{"name":"siem","timeout":60,"order":false}]""", await GetAsync(Groups));

        using HttpResponseMessage update = await Client.SendAsync(HttpMethod.Put, Groups + "/siem", Encoding.ASCII.GetBytes("""{"order": true}"""), "application/json");
        Assert.Equal(200, (int)update.StatusCode);
        Assert.Equal("""[{"name":"siem","timeout":60,"order":true}]""", await GetAsync(Groups));

        using HttpResponseMessage delete = await Client.SendAsync(HttpMethod.Delete, Groups + "/siem", null, "");
        using HttpResponseMessage again = await Client.SendAsync(HttpMethod.Delete, Groups + "/siem", null, "");
        Assert.Equal(200, (int)delete.StatusCode);
        Assert.Equal("ConsumerGroupNotExist", await again.ErrorCodeAsync(404));
        Assert.Equal("[]", await GetAsync(Groups));
    }

    [Fact]
    public async Task HeartBeat_FirstOfAConsumer_ReturnsABareArray()
    {
        Logstore.CreateConsumerGroup("siem");

        Assert.Equal("[0,1,2,3]", await PostAsync(Groups + "/siem?type=heartbeat&consumer=c1", "[]"));
        Assert.Equal("[0,1,2,3]", await PostAsync(Groups + "/siem?type=heartbeat&consumer=c1", "[0, 1, 2, 3]"));
        Assert.Equal("NotExistConsumerWithBody", await ErrorAsync(Groups + "/siem?type=heartbeat&consumer=c2", "[0]", 400));
        Assert.Equal("ConsumerGroupNotExist", await ErrorAsync(Groups + "/other?type=heartbeat&consumer=c2", "[]", 404));
    }

    [Theory]
    [InlineData("?type=heartbeat&consumer=c", "{}", "JsonInfoInvalid")]
    [InlineData("?type=heartbeat&consumer=c", "[0", "JsonInfoInvalid")]
    [InlineData("?type=heartbeat&consumer=c", "[\"0\"]", "JsonInfoInvalid")]
    [InlineData("?type=heartbeat&consumer=c", "[1.5]", "JsonInfoInvalid")]
    [InlineData("?type=heartbeat&consumer=c", "[99999999999]", "JsonInfoInvalid")]
    [InlineData("?type=heartbeat", "[]", "ParameterInvalid")]
    [InlineData("?type=dance&consumer=c", "[]", "ParameterInvalid")]
    [InlineData("?type=checkpoint&consumer=c&forceSuccess=true", "{\"shard\":0}", "JsonInfoInvalid")]
    [InlineData("?type=checkpoint&consumer=c&forceSuccess=true", "{\"checkpoint\":\"MTIz\"}", "JsonInfoInvalid")]
    [InlineData("?type=checkpoint&consumer=c&forceSuccess=true", "[]", "JsonInfoInvalid")]
    [InlineData("?type=checkpoint&consumer=c&forceSuccess=true", "{\"shard\":0,\"checkpoint\":\"*\"}", "InvalidShardCheckPoint")]
    [InlineData("?type=checkpoint&consumer=c&forceSuccess=true", "{\"shard\":0,\"checkpoint\":\"\\ud800\"}", "JsonInfoInvalid")]
    [InlineData("?type=checkpoint&forceSuccess=false", "{\"shard\":0,\"checkpoint\":\"MTIz\"}", "ParameterInvalid")]
    public async Task Post_Malformed_HasTheErrorCodeOfTheService(string query, string body, string code)
    {
        Logstore.CreateConsumerGroup("siem");

        Assert.Equal(code, await ErrorAsync(Groups + "/siem" + query, body, 400));
    }

    [Theory]
    [InlineData("""{"timeout":60}""")]
    [InlineData("""{"consumerGroup":"","timeout":60}""")]
    [InlineData("""{"consumerGroup":"x"}""")]
    [InlineData("""{"consumerGroup":"x","timeout":0}""")]
    [InlineData("""{"consumerGroup":"x","timeout":"60"}""")]
    [InlineData("""{"consumerGroup":"x","timeout":60,"order":"no"}""")]
    [InlineData("")]
    public async Task Create_Malformed_IsJsonInfoInvalid(string body) => Assert.Equal("JsonInfoInvalid", await ErrorAsync(Groups, body, 400));

    [Fact]
    public async Task Checkpoints_StoredAndRead_HaveTheFormOfTheService()
    {
        Logstore.CreateConsumerGroup("siem");
        await PostAsync(Groups + "/siem?type=heartbeat&consumer=c1", "[]");

        Assert.Equal("""[{"shard":1,"checkpoint":"","updateTime":0,"consumer":""}]""", await GetAsync(Groups + "/siem?shard=1"));
        Assert.Equal("[]", await GetAsync(Groups + "/siem?shard=9"));
        Assert.Equal("", await PostAsync(Groups + "/siem?type=checkpoint&consumer=c1&forceSuccess=false", """{"shard":1,"checkpoint":"MTUyNDE1NTM3OTM3MzkwODQ5Ng=="}"""));
        Assert.Equal(
            $$"""[{"shard":1,"checkpoint":"MTUyNDE1NTM3OTM3MzkwODQ5Ng==","updateTime":{{Clock.GetUtcNow().ToUnixTimeMilliseconds() * 1000}},"consumer":"c1"}]""",
            await GetAsync(Groups + "/siem?shard=1"));
    }

    [Fact]
    public async Task UpdateCheckPoint_OtherConsumers_AreRefusedUnlessForced()
    {
        EmulatorConsumerGroup group = Logstore.CreateConsumerGroup("siem");
        await PostAsync(Groups + "/siem?type=heartbeat&consumer=c1", "[]");
        const string Body = """{"shard": 2, "checkpoint": "MTUyNDE1NTM3OTM3MzkwODQ5Ng=="}""";

        Assert.Equal("ConsumerNotExist", await ErrorAsync(Groups + "/siem?type=checkpoint&consumer=c2&forceSuccess=false", Body, 404));
        await PostAsync(Groups + "/siem?type=heartbeat&consumer=c2", "[]");
        Assert.Equal("ConsumerNotMatch", await ErrorAsync(Groups + "/siem?type=checkpoint&consumer=c2&forceSuccess=false", Body, 400));
        Assert.Equal("", await PostAsync(Groups + "/siem?type=checkpoint&consumer=c2&forceSuccess=True", Body));

        Assert.Equal("c2", group.Checkpoints[2].Consumer);
        Assert.Equal(["ConsumerNotExist", "ConsumerNotMatch", null], group.History.Select(write => write.ErrorCode));
    }

    [Fact]
    public async Task Create_TooMany_IsAQuotaError()
    {
        foreach (int number in Enumerable.Range(0, 30))
        {
            Logstore.CreateConsumerGroup($"group-{number}");
        }

        Assert.Equal("ConsumerGroupQuotaExceed", await ErrorAsync(Groups, """{"consumerGroup":"x","timeout":60}""", 400));
    }

    private async Task<string> GetAsync(string path)
    {
        using HttpResponseMessage answer = await Client.GetAsync(path);
        Assert.Equal(200, (int)answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }

    private async Task<string> PostAsync(string path, string body)
    {
        using HttpResponseMessage answer = await Client.PostJsonAsync(path, body);
        string text = await answer.Content.ReadAsStringAsync();
        Assert.True((int)answer.StatusCode == 200, text);
        return text;
    }

    private async Task<string> ErrorAsync(string path, string body, int status)
    {
        using HttpResponseMessage answer = await Client.PostJsonAsync(path, body);
        return await answer.ErrorCodeAsync(status);
    }
}
