using System.Text;
using System.Text.Json;

namespace SlsSyslog.Testing.Tests;

public class LogstoreOperationsTests : EmulatorTest
{
    [Theory]
    [InlineData("ttl", "7", "8")]
    [InlineData("enable_tracking", "true", "false")]
    [InlineData("maxSplitShard", "6", "256")]
    [InlineData("appendMeta", "true", "false")]
    [InlineData("mode", "\"query\"", "\"standard\"")]
    [InlineData("hot_ttl", "7", "-1")]
    [InlineData("infrequentAccessTTL", "30", "60")]
    [InlineData("encrypt_conf", """{"enable":true,"encrypt_type":"default"}""", """{"enable":false}""")]
    public async Task CreateAndUpdate_Property_IsReturned(string name, string created, string updated)
    {
        await CreateAsync($$"""{"logstoreName":"more","shardCount":1,"{{name}}":{{created}}}""", 200);
        string afterCreate = await ReadAsync(name);
        Clock.Advance(TimeSpan.FromMinutes(1));
        await UpdateAsync($$"""{"logstoreName":"more","shardCount":1,"{{name}}":{{updated}}}""", 200);
        string afterUpdate = await ReadAsync(name);
        await UpdateAsync("""{"logstoreName":"more"}""", 200);

        Assert.Equal((created, updated), (afterCreate, afterUpdate));
        Assert.Equal(updated, await ReadAsync(name));
        Assert.Equal($"{Clock.GetUtcNow().ToUnixTimeSeconds()}", await ReadAsync("lastModifyTime"));
    }

    [Fact]
    public async Task Create_AutomaticSplit_IsReturnedWithItsLimit()
    {
        await CreateAsync("""{"logstoreName":"more","autoSplit":true,"maxSplitShard":6,"telemetryType":"Metrics"}""", 200);

        Assert.Equal(("true", "6", "\"Metrics\""), (await ReadAsync("autoSplit"), await ReadAsync("maxSplitShard"), await ReadAsync("telemetryType")));
    }

    [Fact]
    public async Task Get_LogstoreWithoutProperties_HasTheDefaults()
    {
        using JsonDocument logstore = await JsonAsync("/logstores/logs");

        long now = Clock.GetUtcNow().ToUnixTimeSeconds();
        string[] expected =
        [
            "\"logstoreName\":\"logs\"", "\"ttl\":30", "\"shardCount\":4", "\"enable_tracking\":false", "\"autoSplit\":false",
            "\"maxSplitShard\":0", "\"appendMeta\":false", "\"mode\":\"standard\"", "\"telemetryType\":\"None\"",
            $"\"createTime\":{now}", $"\"lastModifyTime\":{now}",
        ];
        Assert.Equal($"{{{string.Join(',', expected)}}}", logstore.RootElement.GetRawText());
    }

    [Theory]
    [InlineData("\"autoSplit\":true")]
    [InlineData("\"autoSplit\":\"true\"")]
    [InlineData("\"maxSplitShard\":257")]
    [InlineData("\"maxSplitShard\":-1")]
    [InlineData("\"mode\":\"lite\"")]
    [InlineData("\"telemetryType\":\"Traces\"")]
    [InlineData("\"hot_ttl\":6")]
    [InlineData("\"hot_ttl\":60")]
    [InlineData("\"infrequentAccessTTL\":29")]
    [InlineData("\"encrypt_conf\":true")]
    [InlineData("\"processorId\":\"p\"")]
    public async Task CreateAndUpdate_InvalidOrUnsupportedProperty_IsAnErrorAndChangesNothing(string property)
    {
        using JsonDocument before = await JsonAsync("/logstores/logs");

        Assert.Equal("LogStoreInfoInvalid", await CreateAsync($$"""{"logstoreName":"more",{{property}}}""", 400));
        Assert.Equal("LogStoreInfoInvalid", await UpdateAsync($$"""{"ttl":8,{{property}}}""", 400, "logs"));

        using JsonDocument after = await JsonAsync("/logstores/logs");
        Assert.Equal(before.RootElement.GetRawText(), after.RootElement.GetRawText());
        Assert.Null(Emulator.FindLogstore("test-project", "more"));
    }

    [Theory]
    [InlineData("\"shardCount\":5")]
    [InlineData("\"logstoreName\":\"other\"")]
    [InlineData("\"telemetryType\":\"Metrics\"")]
    public async Task Update_FixedProperty_IsAnError(string property) =>
        Assert.Equal("LogStoreInfoInvalid", await UpdateAsync($$"""{{{property}}}""", 400, "logs"));

    [Theory]
    [InlineData("telemetryType=Metrics", "metrics")]
    [InlineData("telemetryType=None", "logs")]
    [InlineData("mode=query", "metrics")]
    [InlineData("logstoreName=ric", "metrics")]
    public async Task List_Filter_ReturnsTheLogstoresThatMatch(string filter, string expected)
    {
        await CreateAsync("""{"logstoreName":"metrics","telemetryType":"Metrics","mode":"query"}""", 200);

        using JsonDocument list = await JsonAsync($"/logstores?{filter}");

        Assert.Equal([expected], list.RootElement.GetProperty("logstores").EnumerateArray().Select(name => name.GetString()));
    }

    private async Task<string> CreateAsync(string json, int status) => await ResultAsync(await Client.PostJsonAsync("/logstores", json), status);

    private async Task<string> UpdateAsync(string json, int status, string logstore = "more") => await ResultAsync(
        await Client.SendAsync(HttpMethod.Put, $"/logstores/{logstore}", Encoding.UTF8.GetBytes(json), "application/json"), status);

    private async Task<string> ReadAsync(string name)
    {
        using JsonDocument logstore = await JsonAsync("/logstores/more");
        return logstore.RootElement.GetProperty(name).GetRawText();
    }

    // The error code, or the empty body of a success.
    private static async Task<string> ResultAsync(HttpResponseMessage answer, int status)
    {
        using (answer)
        {
            if (status != 200)
            {
                return await answer.ErrorCodeAsync(status);
            }

            string body = await answer.Content.ReadAsStringAsync();
            Assert.Equal((200, "", null), ((int)answer.StatusCode, body, answer.Content.Headers.ContentType?.ToString()));
            return body;
        }
    }
}
