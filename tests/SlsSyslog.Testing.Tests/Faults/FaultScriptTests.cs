namespace SlsSyslog.Testing.Tests;

public class FaultScriptTests : EmulatorTest
{
    private const string Shards = "/logstores/logs/shards";

    [Fact]
    public async Task Answer_Times_AffectsThatManyRequestsOfTheOperation()
    {
        InjectedFault fault = Emulator.Faults.On(SlsOperation.ListShards).Times(2).Answer(500, "InternalServerError");

        using HttpResponseMessage other = await Client.GetAsync("/logstores/logs");
        Assert.Equal("InternalServerError", await ErrorAsync(500));
        Assert.Equal("InternalServerError", await ErrorAsync(500));
        using HttpResponseMessage after = await Client.GetAsync(Shards);

        Assert.Equal((200, 200), ((int)other.StatusCode, (int)after.StatusCode));
        Assert.Equal((2, true), (fault.Hits, fault.IsOver));
        Assert.Empty(Emulator.Faults.Active);
    }

    [Fact]
    public async Task Answer_SkipAndEvery_AffectsTheSelectedRequests()
    {
        Emulator.Faults.On().Skip(1).Every(2).Answer(403, "ReadQuotaExceed");

        List<int> statuses = new();
        for (int call = 0; call < 6; call++)
        {
            using HttpResponseMessage answer = await Client.GetAsync(Shards);
            statuses.Add((int)answer.StatusCode);
        }

        Assert.Equal([200, 403, 200, 403, 200, 403], statuses);
    }

    [Fact]
    public async Task During_TimeElapses_EndsTheFault()
    {
        Emulator.Faults.On(SlsOperation.ListShards).During(TimeSpan.FromSeconds(5)).Answer(401, "Unauthorized");

        Clock.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal("Unauthorized", await ErrorAsync(401));
        Clock.Advance(TimeSpan.FromSeconds(1));
        using HttpResponseMessage after = await Client.GetAsync(Shards);

        Assert.Equal(200, (int)after.StatusCode);
    }

    [Fact]
    public async Task InShardAndOfConsumer_OtherRequests_AreNotAffected()
    {
        Logstore.CreateConsumerGroup("siem");
        Emulator.Faults.On(SlsOperation.GetCursor).InShard(2).InLogstore("logs").Answer(503, "ServerBusy");
        Emulator.Faults.On().OfConsumer("b").Answer(404, "ConsumerGroupNotExist");

        using HttpResponseMessage one = await Client.GetAsync("/logstores/logs/shards/1?type=cursor&from=end");
        using HttpResponseMessage two = await Client.GetAsync("/logstores/logs/shards/2?type=cursor&from=end");
        using HttpResponseMessage a = await Client.PostJsonAsync("/logstores/logs/consumergroups/siem?type=heartbeat&consumer=a", "[]");
        using HttpResponseMessage b = await Client.PostJsonAsync("/logstores/logs/consumergroups/siem?type=heartbeat&consumer=b", "[]");

        Assert.Equal([200, 503, 200, 404], ((HttpResponseMessage[])[one, two, a, b]).Select(answer => (int)answer.StatusCode));
    }

    [Fact]
    public async Task ResetBeforeAndResetAfter_Request_DifferInWhetherItTakesEffect()
    {
        string path = "/logstores/logs/consumergroups";
        Emulator.Faults.On(SlsOperation.CreateConsumerGroup).Times(1).ResetBefore();
        await Assert.ThrowsAsync<HttpRequestException>(() => Client.PostJsonAsync(path, """{"consumerGroup":"a","timeout":60,"order":false}"""));
        Emulator.Faults.On(SlsOperation.CreateConsumerGroup).Times(1).ResetAfter();
        await Assert.ThrowsAsync<HttpRequestException>(() => Client.PostJsonAsync(path, """{"consumerGroup":"b","timeout":60,"order":false}"""));

        Assert.Equal(["b"], Logstore.ConsumerGroups.Select(group => group.Name));
        Assert.Equal([0, 0], Emulator.Journal.Select(request => request.Status));
    }

    [Fact]
    public async Task ResetInBody_Pull_ResetsTheConnectionInTheMiddle()
    {
        AppendOne(0, new string('x', 100_000));
        Emulator.Faults.On(SlsOperation.PullLogs).ResetInBody();

        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            using HttpResponseMessage answer = await Client.PullAsync(0, await Client.GetCursorAsync(0, "begin"), acceptEncoding: "");
            await answer.Content.ReadAsByteArrayAsync();
        });
    }

    [Fact]
    public async Task BodyFaults_Pull_ChangeTheNamedPart()
    {
        AppendOne(0, new string('x', 1000));
        string cursor = await Client.GetCursorAsync(0, "begin");
        (byte[] Body, int RawSize, string Next) whole = await PullAsync(cursor);

        Emulator.Faults.On(SlsOperation.PullLogs).Times(1).Truncate(7);
        Assert.Equal(whole.Body.Length - 7, (await PullAsync(cursor)).Body.Length);
        Emulator.Faults.On(SlsOperation.PullLogs).Times(1).Corrupt();
        (byte[] Body, int RawSize, string Next) corrupt = await PullAsync(cursor);
        Assert.Throws<FormatException>(() => Lz4BlockDecompressor.Decompress(corrupt.Body, corrupt.RawSize));
        Emulator.Faults.On(SlsOperation.PullLogs).Times(1).WrongRawSize(-3);
        Assert.Equal(whole.RawSize - 3, (await PullAsync(cursor)).RawSize);
        Emulator.Faults.On(SlsOperation.PullLogs).Times(1).EmptyCursor();
        Assert.Equal("", (await PullAsync(cursor)).Next);
        Assert.Equal(whole.Body, (await PullAsync(cursor)).Body);
    }

    [Fact]
    public async Task AnswerHtml_InsteadOfSls_IsNotAnSlsError()
    {
        Emulator.Faults.On().Times(1).AnswerHtml(502);

        using HttpResponseMessage answer = await Client.GetAsync(Shards);

        Assert.Equal((502, "text/html"), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.ToString()));
        Assert.StartsWith("<html>", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hang_UntilCleared_DelaysTheRequest()
    {
        Emulator.Faults.On(SlsOperation.ListShards).Hang();

        Task<HttpResponseMessage> pending = Client.GetAsync(Shards);
        await Assert.ThrowsAsync<TimeoutException>(() => pending.WaitAsync(TimeSpan.FromMilliseconds(200)));
        Emulator.Faults.Clear();
        using HttpResponseMessage answer = await pending.WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(200, (int)answer.StatusCode);
    }

    [Fact]
    public async Task Delay_ClockOfTheEmulator_DelaysTheRequest()
    {
        Emulator.Faults.On(SlsOperation.ListShards).Delay(TimeSpan.FromSeconds(30));

        Task<HttpResponseMessage> pending = Client.GetAsync(Shards);
        await Assert.ThrowsAsync<TimeoutException>(() => pending.WaitAsync(TimeSpan.FromMilliseconds(200)));
        Assert.Equal(1, Clock.CreatedTimers);
        Clock.Advance(TimeSpan.FromSeconds(30));
        using HttpResponseMessage answer = await pending.WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(200, (int)answer.StatusCode);
    }

    [Fact]
    public async Task SendSlowly_Response_IsSentCompletely()
    {
        AppendOne(0, new string('x', 3000));
        Emulator.Faults.On(SlsOperation.PullLogs).SendSlowly(20_000);

        using HttpResponseMessage answer = await Client.PullAsync(0, await Client.GetCursorAsync(0, "begin"), acceptEncoding: "");

        Assert.True((await answer.Content.ReadAsByteArrayAsync()).Length > 3000);
    }

    [Fact]
    public async Task ClockOffset_HalfAnHour_IsRefusedWithTheTimeOfTheServer()
    {
        Emulator.ClockOffset = TimeSpan.FromMinutes(30);

        using HttpResponseMessage answer = await Client.GetAsync(Shards);

        Assert.Equal("RequestTimeExpired", await answer.ErrorCodeAsync(400));
        Assert.Equal(Clock.GetUtcNow().AddMinutes(30), answer.Headers.Date);
    }

    private async Task<string> ErrorAsync(int status)
    {
        using HttpResponseMessage answer = await Client.GetAsync(Shards);
        return await answer.ErrorCodeAsync(status);
    }

    private async Task<(byte[] Body, int RawSize, string Next)> PullAsync(string cursor)
    {
        using HttpResponseMessage answer = await Client.PullAsync(0, cursor);
        return (await answer.Content.ReadAsByteArrayAsync(), int.Parse(answer.Header("x-log-bodyrawsize")), answer.Header("x-log-cursor"));
    }
}
