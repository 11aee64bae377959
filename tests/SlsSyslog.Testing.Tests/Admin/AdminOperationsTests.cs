using System.Text;
using System.Text.Json;

namespace SlsSyslog.Testing.Tests;

public sealed class AdminOperationsTests : EmulatorTest, IDisposable
{
    private readonly HttpClient _http = new();

    public void Dispose() => _http.Dispose();

    [Theory]
    [InlineData("""{"operations":["ListShards"],"times":1,"fault":"answer","status":500,"code":"InternalServerError"}""", 500)]
    [InlineData("""{"fault":"answer","status":403,"code":"ReadQuotaExceed","message":"slow down","every":1}""", 403)]
    [InlineData("""{"operations":["listshards","PullLogs"],"fault":"html","forSeconds":2.5}""", 502)]
    [InlineData("""{"operations":["PullLogs"],"fault":"corrupt"}""", 200)]
    [InlineData("""{"consumer":"c","fault":"hang"}""", 200)]
    [InlineData("""{"skip":1,"fault":"reset-before"}""", 200)]
    [InlineData("""{"fault":"slow","bytesPerSecond":100000}""", 200)]
    [InlineData("""{"fault":"raw-size","difference":5,"logstore":"other"}""", 200)]
    [InlineData("""{"fault":"truncate","shard":3}""", 200)]
    [InlineData("""{"fault":"empty-cursor","shard":3}""", 200)]
    [InlineData("""{"fault":"delay","seconds":1,"shard":3}""", 200)]
    [InlineData("""{"fault":"reset-in-body","shard":3}""", 200)]
    [InlineData("""{"fault":"reset-after","shard":3}""", 200)]
    public async Task Faults_Posted_AreActiveUntilDeleted(string fault, int status)
    {
        using HttpResponseMessage added = await PostAsync("faults", fault);
        Assert.Equal(200, (int)added.StatusCode);
        Assert.Single(Emulator.Faults.Active);

        using HttpResponseMessage answer = await Client.GetAsync("/logstores/logs/shards");
        Assert.Equal(status, (int)answer.StatusCode);

        using HttpResponseMessage deleted = await _http.DeleteAsync(new Uri(Emulator.Endpoint, "/_emulator/faults"));
        Assert.Equal(200, (int)deleted.StatusCode);
        Assert.Equal("[]", await _http.GetStringAsync(new Uri(Emulator.Endpoint, "/_emulator/faults")));
    }

    [Theory]
    [InlineData("faults", "{}")]
    [InlineData("faults", """{"fault":"earthquake"}""")]
    [InlineData("faults", """{"fault":"hang","operations":["Dance"]}""")]
    [InlineData("faults", """{"fault":"hang","operations":[1]}""")]
    [InlineData("faults", """{"fault":"hang","times":0}""")]
    [InlineData("faults", """{"fault":"delay","seconds":-1}""")]
    [InlineData("faults", "[")]
    [InlineData("evict", """{"project":"test-project","logstore":"logs","consumerGroup":"siem","consumer":"nobody"}""")]
    [InlineData("trim", """{"project":"test-project","logstore":"logs","shard":9}""")]
    [InlineData("delete-shard", """{"project":"test-project","logstore":"logs","shard":9}""")]
    [InlineData("clock", "{}")]
    [InlineData("logs", """{"project":"test-project","logstore":"logs"}""")]
    [InlineData("logs", """{"project":"test-project","logstore":"logs","logs":[]}""")]
    [InlineData("logs", """{"project":"test-project","logstore":"logs","logs":[1]}""")]
    [InlineData("logs", """{"project":"test-project","logstore":"logs","logs":[{"user":"\ud800"}]}""")]
    [InlineData("logs", """{"project":"test-project","logstore":"logs","shard":9,"logs":[{"user":"alice"}]}""")]
    [InlineData("earthquake", "{}")]
    public async Task Post_Malformed_HasAnErrorInTheFormOfTheService(string path, string body)
    {
        Logstore.CreateConsumerGroup("siem");
        using HttpResponseMessage answer = await PostAsync(path, body);

        Assert.Contains(await answer.ErrorCodeAsync(400), (string[])["ParameterInvalid", "ShardNotExist"]);
    }

    [Fact]
    public async Task Post_EachCommand_ChangesTheStateOfTheEmulator()
    {
        EmulatorConsumerGroup group = Logstore.CreateConsumerGroup("siem");
        group.HeartBeat("c1", new HashSet<int>());
        AppendOne(0);

        Assert.Equal(200, await StatusAsync("evict", """{"project":"test-project","logstore":"logs","consumerGroup":"siem","consumer":"c1"}"""));
        string begin = Logstore.Shards[1].EndCursor;
        Assert.Equal(200, await StatusAsync(
            "logs", """{"project":"test-project","logstore":"logs","shard":1,"logs":[{"user":"alice","age":7},{"user":"bob"}]}"""));
        Assert.Equal(200, await StatusAsync("trim", """{"project":"test-project","logstore":"logs","shard":0}"""));
        Assert.Equal(200, await StatusAsync("delete-shard", """{"project":"test-project","logstore":"logs","shard":3}"""));
        Assert.Equal(200, await StatusAsync("access-keys", """{"id":"sts","secret":"s","token":"t","expiresInSeconds":60}"""));
        Assert.Equal(200, await StatusAsync("clock", """{"offsetSeconds":-1800}"""));

        Assert.NotEqual(begin, Logstore.Shards[1].EndCursor);
        Assert.Empty(group.Consumers);
        Assert.Equal([0, 1, 2], Logstore.Shards.Select(shard => shard.Id));
        Assert.Equal(Logstore.Shards[0].EndCursor, Logstore.Shards[0].BeginCursor);
        Assert.Equal(TimeSpan.FromMinutes(-30), Emulator.ClockOffset);
        Emulator.ClockOffset = TimeSpan.Zero;
        (Client.AccessKeyId, Client.AccessKeySecret, Client.SecurityToken) = ("sts", "s", "t");
        using HttpResponseMessage signed = await Client.GetAsync("/logstores/logs/shards");
        Assert.Equal(200, (int)signed.StatusCode);
    }

    [Fact]
    public async Task State_OfAnActiveGroup_ReturnsOwnersAndCheckpoints()
    {
        EmulatorConsumerGroup group = Logstore.CreateConsumerGroup("siem");
        group.HeartBeat("c1", new HashSet<int>());
        group.StoreCheckpoint("c1", 2, Logstore.Shards[2].EndCursor, force: false);

        using JsonDocument state = JsonDocument.Parse(await _http.GetStringAsync(new Uri(Emulator.Endpoint, "/_emulator")));
        JsonElement shard = state.RootElement.GetProperty("logstores")[0].GetProperty("consumerGroups")[0].GetProperty("shards")[2];

        Assert.Equal(("Assigned", "c1", Logstore.Shards[2].EndCursor),
            (shard.GetProperty("state").GetString(), shard.GetProperty("holder").GetString(), shard.GetProperty("checkpoint").GetString()));
    }

    private async Task<int> StatusAsync(string path, string body)
    {
        using HttpResponseMessage answer = await PostAsync(path, body);
        return (int)answer.StatusCode;
    }

    private Task<HttpResponseMessage> PostAsync(string path, string body) =>
        _http.PostAsync(new Uri(Emulator.Endpoint, "/_emulator/" + path), new StringContent(body, Encoding.UTF8, "application/json"));
}
