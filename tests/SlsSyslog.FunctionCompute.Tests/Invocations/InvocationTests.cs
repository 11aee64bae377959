using System.Net;
using SlsSyslog.Serialization;
using SlsSyslog.Testing;

namespace SlsSyslog.FunctionCompute.Tests;

public sealed class InvocationTests
{
    [Fact]
    public async Task Invoke_Range_IsDeliveredCompletelyBeforeTheResponse()
    {
        await using FunctionScene scene = await FunctionScene.SetAsync();
        scene.Write(0, groups: 20);
        await scene.ServeAsync();

        (int status, string functionStatus, string text) = await scene.InvokeAsync(scene.Event());

        Assert.Equal((200, "200"), (status, functionStatus));
        Assert.Contains("100 delivered", text, StringComparison.Ordinal);
        Assert.True(scene.Ledger.IsComplete, scene.Ledger.Report().ToString());
        Assert.Equal(0, scene.Ledger.Report().Repeated);
        Assert.Empty(scene.Logs.ConsumerGroups);
    }

    [Fact]
    public async Task Invoke_PartOfAShard_DeliversNothingAfterTheEnd()
    {
        await using FunctionScene scene = await FunctionScene.SetAsync();
        scene.Write(0, groups: 3);
        string end = scene.Logs.Shards[0].EndCursor;
        scene.Write(0, groups: 3);
        await scene.ServeAsync();

        Assert.Equal(200, (await scene.InvokeAsync(scene.Event(end: end))).Status);
        Assert.Equal(15, scene.Ledger.Received);
    }

    [Fact]
    public async Task Invoke_EmptyRange_Succeeds()
    {
        await using FunctionScene scene = await FunctionScene.SetAsync();
        await scene.ServeAsync();

        (int status, string functionStatus, string text) = await scene.InvokeAsync(scene.Event());

        Assert.Equal((200, "200"), (status, functionStatus));
        Assert.Contains("0 delivered", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invoke_ReceiverRefuses_FailsInTimeAndTheNextOneDelivers()
    {
        await using FunctionScene scene = await FunctionScene.SetAsync();
        scene.Write(0, groups: 5);
        await scene.ServeAsync();
        scene.Siem.Refuse();

        (int status, string functionStatus, string text) = await scene.InvokeAsync(scene.Event(), timeout: "2");

        Assert.Equal((404, "404"), (status, functionStatus));
        Assert.Contains("The time limit of 2 s is near.", text, StringComparison.Ordinal);
        Assert.Contains("refused", text, StringComparison.OrdinalIgnoreCase);
        Assert.Single(scene.Log.Lines, line => line.Id == 400 && line.Text.Contains("request-7", StringComparison.Ordinal));

        scene.Siem.Accept();
        Assert.Equal(200, (await scene.InvokeAsync(scene.Event(), timeout: "30")).Status);
        Assert.True(scene.Ledger.IsComplete, scene.Ledger.Report().ToString());
    }

    [Fact]
    public async Task Invoke_ReceiverReadsNothing_FailsAtTheTimeLimitOfTheOptions()
    {
        await using FunctionScene scene = await FunctionScene.SetAsync();
        scene.Write(0, groups: 5);
        await scene.ServeAsync(options => options.TimeLimit = TimeSpan.FromSeconds(1));
        scene.Siem.Stall();

        (int status, _, string text) = await scene.InvokeAsync(scene.Event());
        Assert.Equal(404, status);
        Assert.Contains("The receiver has not confirmed the records that were sent.", text, StringComparison.Ordinal);
        scene.Siem.Resume();
    }

    [Theory]
    [InlineData("5000000")]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("abc")]
    [InlineData("99999999999999999999")]
    public async Task Invoke_TimeLimitIsInvalid_SaysSoAndDelivers(string timeout)
    {
        await using FunctionScene scene = await FunctionScene.SetAsync();
        scene.Write(0, groups: 1);
        await scene.ServeAsync();

        Assert.Equal(200, (await scene.InvokeAsync(scene.Event(), timeout: timeout)).Status);
        Assert.Single(scene.Log.Lines, line => line.Id == 402 && line.Text.Contains($"'{timeout}'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Invoke_EventWithByteOrderMark_Succeeds()
    {
        await using FunctionScene scene = await FunctionScene.SetAsync();
        await scene.ServeAsync();

        Assert.Equal(200, (await scene.InvokeAsync("\uFEFF" + scene.Event())).Status);
    }

    [Theory]
    [InlineData("{\"source\":{\"shardId\":{}}}")]
    [InlineData("{\"source\":{\"projectName\":5}}")]
    [InlineData("{\"source\":[]}")]
    [InlineData("5")]
    public async Task Invoke_EventWithAWrongType_NamesNoTypeOfDotNet(string body)
    {
        await using FunctionScene scene = await FunctionScene.SetAsync();
        await scene.ServeAsync();

        (int status, _, string text) = await scene.InvokeAsync(body);

        Assert.Equal(404, status);
        Assert.Contains("wrong type", text, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("SlsSyslog", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invoke_EndpointWithAPassword_DoesNotRepeatIt()
    {
        await using FunctionScene scene = await FunctionScene.SetAsync();
        await scene.ServeAsync();
        string body = """
            {"source":{"endpoint":"https://alice:hunter2@host","projectName":"p","logstoreName":"l","shardId":0,"beginCursor":"MA==","endCursor":"MQ=="}}
            """;

        (int status, _, string text) = await scene.InvokeAsync(body);

        Assert.Equal(404, status);
        Assert.DoesNotContain("hunter2", text, StringComparison.Ordinal);
        Assert.All(scene.Log.Lines, line => Assert.DoesNotContain("hunter2", line.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Invoke_ControlCharactersInTheEvent_ReachNeitherAnswerNorLog()
    {
        await using FunctionScene scene = await FunctionScene.SetAsync();
        await scene.ServeAsync();
        string body = """
            {"source":{"projectName":"p\u001b[31m\nFC Invoke End RequestId: x","logstoreName":"l","shardId":0,"beginCursor":"MA==","endCursor":"MQ=="}}
            """;

        (int status, _, string text) = await scene.InvokeAsync(body);

        Assert.Equal(404, status);
        Assert.DoesNotContain(text, char.IsControl);
        Assert.All(scene.Log.Lines, line => Assert.DoesNotContain(line.Text, char.IsControl));
    }

    [Fact]
    public async Task Invoke_SlsCannotBeReached_FailsInTimeWithTheReason()
    {
        await using FunctionScene scene = await FunctionScene.SetAsync();
        scene.Write(0, groups: 1);
        await scene.ServeAsync();

        string json = scene.Event().Replace(scene.Sls.Endpoint.ToString(), "http://127.0.0.1:1", StringComparison.Ordinal);
        (int status, string functionStatus, string text) = await scene.InvokeAsync(json, timeout: "3");

        Assert.Equal((404, "404"), (status, functionStatus));
        Assert.Contains("PullLogs received no response from SLS", text, StringComparison.Ordinal);
        Assert.Single(scene.Log.Lines, line => line.Text.Contains("request-7", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Invoke_RecordThatCannotBeFormatted_Fails()
    {
        await using FunctionScene scene = await FunctionScene.SetAsync();
        scene.Write(0, groups: 1);
        StoredLetters letters = new();
        await scene.ServeAsync(compose: forwarding =>
        {
            forwarding.Services.Add(new(typeof(IDeadLetterHandler), letters));
            forwarding.AddBodyFormatter<Broken>("broken");
        }, settings: ("SlsSyslog:Message:Body", "broken"));

        (int status, _, string text) = await scene.InvokeAsync(scene.Event());

        Assert.Equal(404, status);
        Assert.Contains("5 records could not be sent", text, StringComparison.Ordinal);
        Assert.Equal(5, letters.Count);
    }

    [Theory]
    [InlineData("nonsense", "The JSON is invalid")]
    [InlineData("""{"events":[{"eventSource":"acs:oss"}]}""", "The property 'source' is missing")]
    [InlineData("unknown project", "ProjectNotExist")]
    [InlineData("cursors of another shard", "cursor")]
    [InlineData("begin after end", "is before BeginCursor")]
    [InlineData("no cursor", "is not a valid cursor")]
    [InlineData("no endpoint", "Endpoint: The value is missing.")]
    [InlineData("no credentials", "x-fc-access-key-id")]
    [InlineData("wrong credentials", "AccessKeyId")]
    public async Task Invoke_BadInput_FailsWithTheReasonLogsItOnceAndContinues(string input, string expected)
    {
        await using FunctionScene scene = await FunctionScene.SetAsync(shards: 2);
        scene.Write(0, groups: 2);
        scene.Write(1, groups: 2);
        await scene.ServeAsync();
        EmulatorShard first = scene.Logs.Shards[0];
        EmulatorShard other = scene.Logs.Shards[1];
        string json = input switch
        {
            "unknown project" => scene.Event(project: "no-such-project"),
            "cursors of another shard" => scene.Event(begin: other.BeginCursor, end: other.EndCursor),
            "begin after end" => scene.Event(begin: first.EndCursor, end: first.BeginCursor),
            "no cursor" => scene.Event(begin: "here", end: "there"),
            "no endpoint" => scene.Event().Replace("endpoint", "other", StringComparison.Ordinal),
            "no credentials" or "wrong credentials" => scene.Event(),
            _ => input,
        };

        (int status, string functionStatus, string text) = await scene.InvokeAsync(
            json, input switch { "no credentials" => null, "wrong credentials" => "nobody", _ => "testak" });

        Assert.Equal((404, "404"), (status, functionStatus));
        Assert.Contains(expected, text, StringComparison.OrdinalIgnoreCase);
        Assert.Single(scene.Log.Lines, line => line.Text.Contains("request-7", StringComparison.Ordinal));
        Assert.Equal(0, scene.Ledger.Received);
        Assert.Equal(200, (await scene.InvokeAsync(scene.Event())).Status);
    }

    [Fact]
    public async Task Invoke_ConfiguredEndpoint_OverridesThatOfTheEvent()
    {
        await using FunctionScene scene = await FunctionScene.SetAsync();
        scene.Write(0, groups: 1);
        await scene.ServeAsync(settings: ("SlsSyslog:Source:Endpoint", scene.Sls.Endpoint.ToString()));

        string json = scene.Event().Replace(scene.Sls.Endpoint.ToString(), "http://127.0.0.1:1", StringComparison.Ordinal);
        Assert.Equal(200, (await scene.InvokeAsync(json)).Status);
    }

    [Theory]
    [InlineData("POST", "/initialize")]
    [InlineData("GET", "/pre-stop")]
    [InlineData("GET", "/pre-freeze")]
    public async Task Lifecycle_Call_GetsAResponse(string method, string path)
    {
        await using FunctionScene scene = await FunctionScene.SetAsync();
        await scene.ServeAsync();
        using HttpRequestMessage request = new(new HttpMethod(method), path);

        using HttpResponseMessage response = await scene.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("200", response.Headers.GetValues("x-fc-status").Single());
    }

    private sealed class Broken : IMessageFormatter
    {
        public void Format(scoped LogRecord record, ref SyslogWriter writer) => throw new FormatException("cannot be written");
    }

    private sealed class StoredLetters : IDeadLetterHandler
    {
        private int _count;

        public int Count => _count;

        public ValueTask HandleAsync(DeadLetter letter, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _count);
            return ValueTask.CompletedTask;
        }
    }
}
