using System.Text.Json;

namespace SlsSyslog.Testing.Tests;

public class ShardOperationsTests : EmulatorTest
{
    [Fact]
    public async Task List_FourShards_DivideTheKeyRangeEvenly()
    {
        using JsonDocument shards = await JsonAsync("/logstores/logs/shards");

        Assert.Equal(4, shards.RootElement.GetArrayLength());
        JsonElement second = shards.RootElement[1];
        Assert.Equal(1, second.GetProperty("shardID").GetInt32());
        Assert.Equal("readwrite", second.GetProperty("status").GetString());
        Assert.Equal("40000000000000000000000000000000", second.GetProperty("inclusiveBeginKey").GetString());
        Assert.Equal("80000000000000000000000000000000", second.GetProperty("exclusiveEndKey").GetString());
        Assert.Equal(JsonValueKind.Number, second.GetProperty("createTime").ValueKind);
        Assert.Equal("ffffffffffffffffffffffffffffffff", shards.RootElement[3].GetProperty("exclusiveEndKey").GetString());
    }

    [Fact]
    public async Task Split_Key_ReturnsTheParentAndThenTheChildren()
    {
        using HttpResponseMessage answer = await Client.PostJsonAsync("/logstores/logs/shards/1?action=split&key=50000000000000000000000000000000", "");
        using JsonDocument shards = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());

        Assert.Equal([1, 4, 5], shards.RootElement.EnumerateArray().Select(shard => shard.GetProperty("shardID").GetInt32()));
        Assert.Equal(["readonly", "readwrite", "readwrite"], shards.RootElement.EnumerateArray().Select(shard => shard.GetProperty("status").GetString()));
        Assert.Equal("50000000000000000000000000000000", shards.RootElement[1].GetProperty("exclusiveEndKey").GetString());
        Assert.Equal([1], Logstore.Shards[5].Parents);
    }

    [Theory]
    [InlineData("1?action=split&key=90000000000000000000000000000000")]
    [InlineData("1?action=split&key=40000000000000000000000000000000")]
    [InlineData("1?action=split&key=xyz")]
    [InlineData("9?action=split")]
    [InlineData("1?action=split&shardCount=1")]
    [InlineData("3?action=merge")]
    [InlineData("9?action=merge")]
    [InlineData("1?action=explode")]
    [InlineData("x?action=split")]
    public async Task SplitOrMerge_NotPossible_IsParameterInvalid(string call)
    {
        using HttpResponseMessage answer = await Client.PostJsonAsync($"/logstores/logs/shards/{call}", "");

        Assert.Equal("ParameterInvalid", await answer.ErrorCodeAsync(400));
        Assert.Equal(4, Logstore.Shards.Count);
    }

    [Fact]
    public async Task Split_IntoThreeParts_CoversTheRangeWithoutGaps()
    {
        using HttpResponseMessage answer = await Client.PostJsonAsync("/logstores/logs/shards/3?action=split&shardCount=3", "");

        EmulatorShard[] children = Logstore.Shards.Skip(4).ToArray();
        Assert.Equal(200, (int)answer.StatusCode);
        Assert.Equal(3, children.Length);
        Assert.Equal(Logstore.Shards[3].BeginKey, children[0].BeginKey);
        Assert.Equal([children[1].BeginKey, children[2].BeginKey], [children[0].EndKey, children[1].EndKey]);
        Assert.Equal("ffffffffffffffffffffffffffffffff", children[2].EndKey);
    }

    [Fact]
    public async Task Merge_RightNeighbor_ReturnsTheNewShardFirst()
    {
        using HttpResponseMessage answer = await Client.PostJsonAsync("/logstores/logs/shards/1?action=merge", "");
        using JsonDocument shards = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());

        Assert.Equal([4, 1, 2], shards.RootElement.EnumerateArray().Select(shard => shard.GetProperty("shardID").GetInt32()));
        Assert.Equal("c0000000000000000000000000000000", shards.RootElement[0].GetProperty("exclusiveEndKey").GetString());
    }

    [Fact]
    public async Task GetCursor_Time_ReturnsTheFirstLogGroupReceivedAtOrAfterIt()
    {
        long received = Clock.GetUtcNow().ToUnixTimeSeconds();
        List<string> cursors = new();
        for (int index = 0; index < 3; index++)
        {
            cursors.Add(AppendOne(0));
            Clock.Advance(TimeSpan.FromSeconds(10));
        }

        Assert.Equal(cursors[0], await Client.GetCursorAsync(0, "begin"));
        Assert.Equal(cursors[0], await Client.GetCursorAsync(0, "0"));
        Assert.Equal(cursors[1], await Client.GetCursorAsync(0, $"{received + 1}"));
        Assert.Equal(cursors[1], await Client.GetCursorAsync(0, $"{received + 10}"));
        Assert.Equal(Logstore.Shards[0].EndCursor, await Client.GetCursorAsync(0, $"{received + 21}"));
        Assert.Equal(Logstore.Shards[0].EndCursor, await Client.GetCursorAsync(0, "end"));
    }

    [Theory]
    [InlineData("/logstores/logs/shards/0?type=cursor&from=soon", 400, "ParameterInvalid")]
    [InlineData("/logstores/logs/shards/0?type=cursor", 400, "ParameterInvalid")]
    [InlineData("/logstores/logs/shards/9?type=cursor&from=begin", 400, "ShardNotExist")]
    [InlineData("/logstores/other/shards/0?type=cursor&from=begin", 404, "LogStoreNotExist")]
    [InlineData("/logstores/logs/shards/0?type=cursor_time&cursor=MTIz", 400, "InvalidCursor")]
    [InlineData("/logstores/logs/shards/0?type=cursor_time&cursor=%21%21", 400, "ParameterInvalid")]
    public async Task GetCursor_InvalidRequest_HasTheErrorCodeOfTheService(string path, int status, string code)
    {
        using HttpResponseMessage answer = await Client.GetAsync(path);

        Assert.Equal(code, await answer.ErrorCodeAsync(status));
    }

    [Fact]
    public async Task GetCursorTime_BeginAndEnd_AreReceiveTimes()
    {
        long first = Clock.GetUtcNow().ToUnixTimeSeconds();
        string begin = AppendOne(0);
        Clock.Advance(TimeSpan.FromSeconds(7));
        AppendOne(0);

        using JsonDocument atBegin = await JsonAsync($"/logstores/logs/shards/0?type=cursor_time&cursor={Uri.EscapeDataString(begin)}");
        using JsonDocument atEnd = await JsonAsync($"/logstores/logs/shards/0?type=cursor_time&cursor={Uri.EscapeDataString(Logstore.Shards[0].EndCursor)}");

        Assert.Equal(first, atBegin.RootElement.GetProperty("cursor_time").GetInt64());
        Assert.Equal(first + 7, atEnd.RootElement.GetProperty("cursor_time").GetInt64());
    }

    [Fact]
    public async Task Retention_Elapses_RemovesDataAndThenTheReadOnlyShard()
    {
        string old = AppendOne(1);
        Logstore.Split(1);
        Clock.Advance(TimeSpan.FromDays(31));
        AppendOne(4);

        using HttpResponseMessage answer = await Client.GetAsync($"/logstores/logs/shards/1?type=cursor_time&cursor={old}");

        Assert.Equal("ShardNotExist", await answer.ErrorCodeAsync(400));
        Assert.Equal([0, 2, 3, 4, 5], Logstore.Shards.Select(shard => shard.Id));
    }
}
