using System.Text.Json;

namespace SlsSyslog.Testing.Tests;

public class QueryOperationsTests : EmulatorTest
{
    private long Now => Clock.GetUtcNow().ToUnixTimeSeconds();

    [Theory]
    [InlineData("", "a,b,c")]
    [InlineData("*", "a,b,c")]
    [InlineData(" * and * ", "a,b,c")]
    [InlineData("status: 404", "b")]
    [InlineData("status:404", "b")]
    [InlineData("STATUS: 404", "")]
    [InlineData("* and status: 200", "a,c")]
    [InlineData("status: 200 AND method: post", "c")]
    [InlineData("status: 20*", "a,c")]
    [InlineData("status: 20", "")]
    [InlineData("method: *", "a,c")]
    [InlineData("path: index", "a")]
    [InlineData("path: \"/app/index.html\"", "")]
    [InlineData("path: \"/index html\"", "")]
    [InlineData("path: \"/app/index\"", "a")]
    [InlineData("note: \"\"", "b")]
    [InlineData("\"a key\": \"say \\\"hello\\\"\"", "c")]
    [InlineData("__topic__: audit", "a,b")]
    [InlineData("__source__: 10.0.0.1", "a,b")]
    [InlineData("__tag__:host: web-1", "a,b")]
    public async Task GetLogs_Query_ReturnsTheLogsThatMatch(string query, string expected)
    {
        StoreThreeLogs();

        using JsonDocument answer = await JsonAsync($"/logstores/logs?type=log&from={Now - 60}&to={Now + 1}&query={Uri.EscapeDataString(query)}");

        Assert.Equal(expected, Names(answer.RootElement));
    }

    [Theory]
    [InlineData("status")]
    [InlineData("not status: 200")]
    [InlineData("status: 200 or status: 404")]
    [InlineData("status: 200 method: get")]
    [InlineData("status: 200 and")]
    [InlineData("and status: 200")]
    [InlineData("status: and")]
    [InlineData("(status: 200)")]
    [InlineData("status > 200")]
    [InlineData("status: [1 2]")]
    [InlineData("status: 2*0")]
    [InlineData("status: \"200")]
    [InlineData("status: ")]
    [InlineData("* | select count(*)")]
    public async Task GetLogs_UnsupportedQuery_IsInvalidQueryString(string query)
    {
        StoreThreeLogs();

        using HttpResponseMessage logs = await Client.GetAsync($"/logstores/logs?type=log&from=1&to=2&query={Uri.EscapeDataString(query)}");
        using HttpResponseMessage histogram = await Client.GetAsync(
            $"/logstores/logs/index?type=histogram&from=1&to=2&query={Uri.EscapeDataString(query)}");

        Assert.Equal("InvalidQueryString", await logs.ErrorCodeAsync(400));
        Assert.Equal("InvalidQueryString", await histogram.ErrorCodeAsync(400));
    }

    [Theory]
    [InlineData("from=2&to=2", "InvalidTimeRange")]
    [InlineData("from=3&to=2", "InvalidTimeRange")]
    [InlineData("to=2", "InvalidTimeRange")]
    [InlineData("from=yesterday&to=2", "InvalidTimeRange")]
    [InlineData("from=1&to=2&line=101", "InvalidLine")]
    [InlineData("from=1&to=2&line=-1", "InvalidLine")]
    [InlineData("from=1&to=2&offset=-1", "InvalidOffset")]
    [InlineData("from=1&to=2&reverse=maybe", "ParameterInvalid")]
    [InlineData("from=1&to=2&session=mode%3Dscan", "ParameterInvalid")]
    public async Task GetLogs_InvalidParameter_HasTheErrorCodeOfTheService(string parameters, string code)
    {
        using HttpResponseMessage answer = await Client.GetAsync($"/logstores/logs?type=log&{parameters}");

        Assert.Equal(code, await answer.ErrorCodeAsync(400));
    }

    [Theory]
    [InlineData("", "a,b,c")]
    [InlineData("&reverse=True", "c,b,a")]
    [InlineData("&line=2", "a,b")]
    [InlineData("&line=2&offset=1", "b,c")]
    [InlineData("&line=1&reverse=true", "c")]
    [InlineData("&line=0", "")]
    [InlineData("&offset=3", "")]
    [InlineData("&topic=audit", "a,b")]
    [InlineData("&topic=other", "")]
    public async Task GetLogs_Page_IsInOrderOfTime(string parameters, string expected)
    {
        StoreThreeLogs();

        using HttpResponseMessage answer = await Client.GetAsync($"/logstores/logs?type=log&from={Now - 60}&to={Now + 1}{parameters}");
        using JsonDocument logs = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());

        Assert.Equal(expected, Names(logs.RootElement));
        Assert.Equal("Complete", answer.Header("x-log-progress"));
        Assert.Equal($"{logs.RootElement.GetArrayLength()}", answer.Header("x-log-count"));
    }

    [Fact]
    public async Task GetLogs_TimeRange_IncludesFromAndExcludesTo()
    {
        StoreThreeLogs();

        using JsonDocument first = await JsonAsync($"/logstores/logs?type=log&from={Now - 30}&to={Now - 20}");
        using JsonDocument both = await JsonAsync($"/logstores/logs?type=log&from={Now - 30}&to={Now - 19}");

        Assert.Equal(("a", "a,b"), (Names(first.RootElement), Names(both.RootElement)));
    }

    [Fact]
    public async Task GetLogs_Log_HasTextValuesAndTheFieldsOfItsGroup()
    {
        EmulatorLog log = new((uint)Now, ("k", "v"), ("__topic__", "forged"));
        Logstore.Append(0, new EmulatorLogGroup(log) { Tags = [new EmulatorField("host", "web-1")] });
        Logstore.Append(0, "not a group"u8.ToArray());

        using JsonDocument logs = await JsonAsync($"/logstores/logs?type=log&from={Now}&to={Now + 1}");

        Assert.Equal(
            $$"""[{"__time__":"{{Now}}","__topic__":"","__source__":"","__tag__:host":"web-1","k":"v"}]""",
            logs.RootElement.GetRawText());
    }

    [Fact]
    public async Task GetLogsV2_Query_ReturnsTheLogsWithTheirMeta()
    {
        StoreThreeLogs();

        using HttpResponseMessage answer = await Client.PostJsonAsync(
            "/logstores/logs/logs", $$"""{"from":{{Now - 60}},"to":{{Now + 1}},"query":"status: 200","line":1,"reverse":true}""");
        using JsonDocument body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());

        JsonElement meta = body.RootElement.GetProperty("meta");
        Assert.Equal("c", Names(body.RootElement.GetProperty("data")));
        Assert.Equal(("Complete", 1), (meta.GetProperty("progress").GetString(), meta.GetProperty("count").GetInt32()));
    }

    [Theory]
    [InlineData("/logstores/logs/index?type=histogram")]
    [InlineData("/logstores/logs?type=histogram")]
    public async Task GetHistograms_Range_CountsTheLogsOfEachInterval(string path)
    {
        StoreThreeLogs();

        using HttpResponseMessage answer = await Client.GetAsync($"{path}&from={Now - 90}&to={Now + 31}&query=status:200");
        using JsonDocument body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        (long From, long To, int Count)[] intervals =
        [
            .. body.RootElement.EnumerateArray().Select(interval =>
                (interval.GetProperty("from").GetInt64(), interval.GetProperty("to").GetInt64(), interval.GetProperty("count").GetInt32())),
        ];

        Assert.Equal("2", answer.Header("x-log-count"));
        Assert.Equal((Now - 90, Now + 31), (intervals[0].From, intervals[^1].To));
        Assert.Equal(intervals.Skip(1).Select(interval => interval.From), intervals.SkipLast(1).Select(interval => interval.To));
        Assert.Equal(2, intervals.Sum(interval => interval.Count));
        Assert.All(
            [Now - 30, Now - 10],
            time => Assert.Equal(1, Assert.Single(intervals, interval => time >= interval.From && time < interval.To).Count));
        Assert.All(body.RootElement.EnumerateArray(), interval => Assert.Equal("Complete", interval.GetProperty("progress").GetString()));
        Assert.Equal(41, intervals.Length);
    }

    private static string Names(JsonElement logs) => string.Join(',', logs.EnumerateArray().Select(log => log.GetProperty("name").GetString()));

    private void StoreThreeLogs()
    {
        uint now = (uint)Now;

        // In another order and in other shards than their times.
        Logstore.Append(2, new EmulatorLogGroup(
            new EmulatorLog(now - 10, ("name", "c"), ("status", "200"), ("method", "POST"), ("a key", "say hello"))));
        Logstore.Append(1, new EmulatorLogGroup(
            new EmulatorLog(now - 20, ("name", "b"), ("status", "404"), ("note", "")),
            new EmulatorLog(now - 30, ("name", "a"), ("status", "200"), ("method", "GET"), ("path", "/app/index?x=1")))
        {
            Topic = "audit"u8.ToArray(),
            Source = "10.0.0.1"u8.ToArray(),
            Tags = [new EmulatorField("host", "web-1")],
        });
    }
}
