using Microsoft.Extensions.Logging.Abstractions;
using SlsSyslog.ConsumerGroups;

namespace SlsSyslog.Tool.Tests;

public sealed class SourceChecksTests : IAsyncLifetime
{
    private const string StoreName = $"logstore {CheckScene.Store}";
    private CheckScene _scene = null!;

    public async ValueTask InitializeAsync() => _scene = await CheckScene.StartAsync();

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Fact]
    public async Task Check_HealthySource_PassesAndChangesNothing()
    {
        CheckOutcome outcome = await _scene.CheckAsync();

        Assert.True(outcome.ExitCode == 0, outcome.Text);
        Assert.Equal("2 shards. Logs are kept for 30 days.", outcome[StoreName].Detail);
        Assert.Equal("Requests are signed with the access key testak.", outcome["credentials"].Detail);
        Assert.Equal(CheckState.Passed, outcome["clock"].State);
        Assert.Contains("reads from earliest. 0 of 30", outcome["consumer group siem"].Detail, StringComparison.Ordinal);
        Assert.Equal(8, outcome.Results.Count(result => result.Name.StartsWith("permission log:", StringComparison.Ordinal)));
        Assert.All(outcome.Results, result => Assert.Null(result.Action));
        Assert.Empty(_scene.Logstore.ConsumerGroups);
    }

    [Theory]
    [InlineData("Project", "no-such-project", "ProjectNotExist", "Check Source:Project")]
    [InlineData("Logstore", "no-such-store", "LogStoreNotExist", "Check Source:Logstore")]
    public async Task Check_ProjectOrLogstoreIsMissing_SaysItOnce(string key, string value, string code, string action)
    {
        CheckOutcome outcome = await _scene.CheckAsync($"--SlsSyslog:Source:{key}", value);

        string name = outcome.Results.Single(result => result.Name.StartsWith("logstore ", StringComparison.Ordinal)).Name;
        outcome.AssertFailed(name, code, action);
        outcome.AssertSkipped(name, "permissions", "consumer group siem");
        Assert.Equal(2, outcome.Text.Split(code).Length);
    }

    [Theory]
    [InlineData("testak", "not-the-key", "SignatureNotMatch", "Check the access key secret.")]
    [InlineData("unknown", "SECRET", "AccessKeyId not found: unknown", "Check the access key ID, and that the key is enabled.")]
    public async Task Check_KeyIsWrong_SaysItOnceAndNamesNoPermission(string id, string secret, string detail, string action)
    {
        _scene.Write($$"""{ "Type": "AccessKey", "AccessKeyId": "{{id}}", "AccessKeySecret": "{{secret}}" }""");

        CheckOutcome outcome = await _scene.CheckAsync();

        outcome.AssertFailed("access key", detail, action);
        outcome.AssertSkipped("access key", "permissions", "consumer group siem");
        Assert.DoesNotContain("not-the-key", outcome.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_CredentialsCannotBeLoaded_SaysWhyAndSendsNothing()
    {
        _scene.Write("""{ "Type": "Process", "Command": [ "/bin/false" ] }""");

        CheckOutcome outcome = await _scene.CheckAsync();

        outcome.AssertFailed("credentials", "/bin/false", "Specify credentials");
        outcome.AssertSkipped("credentials", "connection to SLS", "clock", StoreName, "permissions", "consumer group siem");
        Assert.Empty(_scene.Sls.Journal);
    }

    [Theory]
    [InlineData(SlsOperation.HeartBeat, "log:ConsumerGroupHeartBeat", true)]
    [InlineData(SlsOperation.GetCursor, "log:GetCursorOrData", true)]
    [InlineData(SlsOperation.GetCheckPoint, "log:GetConsumerGroupCheckPoint", true)]
    [InlineData(SlsOperation.UpdateCheckPoint, "log:ConsumerGroupUpdateCheckPoint", true)]
    [InlineData(SlsOperation.ListConsumerGroup, "log:ListConsumerGroup", false)]
    [InlineData(SlsOperation.ListShards, "log:ListShards", false)]
    [InlineData(SlsOperation.GetLogstore, "log:GetLogStore", false)]
    public async Task Check_PermissionIsMissing_NamesIt(SlsOperation operation, string action, bool isRequired)
    {
        await ConsumeAsync("host-0123456789ab");
        _scene.Sls.Faults.On(operation).Answer(401, "Unauthorized", "denied by sts or ram, action: " + action);

        CheckOutcome outcome = await _scene.CheckAsync();

        string name = $"permission {action}";
        _ = isRequired
            ? outcome.AssertFailed(name, "denied by sts or ram", $"Grant {action} to the RAM user or role.")
            : outcome.AssertWarning(name, "denied by sts or ram", $"Grant {action}, which checks and warnings use.");
    }

    [Theory]
    [InlineData(5, "behind")]
    [InlineData(-5, "ahead of")]
    [InlineData(20, "behind")] // the first answer is an error, the next request has the time of SLS
    public async Task Check_ClockDiffers_Warns(int minutes, string direction)
    {
        _scene.Sls.ClockOffset = TimeSpan.FromMinutes(minutes);

        CheckOutcome outcome = await _scene.CheckAsync();

        outcome.AssertWarning("clock", $"{direction} that of SLS", "Set the clock");
        Assert.Matches("(4 min 5[0-9]|5 min|19 min 5[0-9]|20 min)", outcome["clock"].Detail);
    }

    [Fact]
    public async Task Check_LogsExpireSoon_Warns()
    {
        await using CheckScene scene = await CheckScene.StartAsync(retention: TimeSpan.FromDays(1));

        (await scene.CheckAsync()).AssertWarning(StoreName, "2 shards. Logs are kept for 1 day.", "keep them for at least 3 days");
    }

    [Fact]
    public async Task Check_NameOfSlsIsUnknown_SaysSo()
    {
        CheckOutcome outcome = await _scene.CheckAsync("--SlsSyslog:Source:Endpoint", "cn-nowhere.invalid");

        outcome.AssertFailed("name of SLS", $"The name {CheckScene.Project}.cn-nowhere.invalid cannot be resolved.", "Check Source:Endpoint");
        outcome.AssertSkipped("name of SLS", "connection to SLS", "clock", StoreName, "permissions", "consumer group siem");
    }

    [Fact]
    public async Task Check_NothingListensAtTheEndpoint_SaysSo()
    {
        string endpoint = _scene.Sls.Endpoint.ToString();
        await _scene.Sls.DisposeAsync();

        CheckOutcome outcome = await _scene.CheckAsync("--SlsSyslog:Source:Endpoint", endpoint);

        outcome.AssertFailed("connection to SLS", "received no response from SLS", "Check Source:Endpoint and the network");
    }

    [Fact]
    public async Task Check_SlsDoesNotAnswer_EndsInTime()
    {
        _scene.Sls.Faults.On(SlsOperation.ListShards).Hang();

        CheckOutcome outcome = await _scene.CheckAsync("--timeout", "1s");

        outcome.AssertFailed("connection to SLS", "No answer within 1 s.", "--timeout");
    }

    [Fact]
    public async Task Check_SlsIsUnavailable_ReportsItsError()
    {
        _scene.Sls.Faults.On(SlsOperation.ListShards).Answer(503, "ServerBusy", "the server is busy");

        (await _scene.CheckAsync()).AssertFailed("connection to SLS", "503 ServerBusy", "Try again.");
    }

    [Fact]
    public async Task Check_AProxyAnswers_SaysThatItIsNotSls()
    {
        _scene.Sls.Faults.On(SlsOperation.ListShards).AnswerHtml(200);

        (await _scene.CheckAsync()).AssertFailed(StoreName, "ListShards", "Check that Source:Endpoint is the address of SLS.");
    }

    [Fact]
    public async Task Check_OneOfTwoLogstoresIsMissing_NamesIt()
    {
        CheckOutcome outcome = await _scene.CheckAsync("--SlsSyslog:Source:Logstore", $"{CheckScene.Store},missing");

        outcome.AssertFailed("logstore missing", "LogStoreNotExist", "Check Source:Logstore");
        Assert.Equal(CheckState.Passed, outcome[StoreName].State);
        Assert.Equal(CheckState.Passed, outcome[$"{CheckScene.Store}: permission log:ListShards"].State);
        outcome.AssertSkipped("logstore missing", "missing: permissions", "missing: consumer group siem");
        Assert.Single(outcome.Results, result => result.Name == "clock");
    }

    [Theory]
    [InlineData("logstash-7")]
    [InlineData("host-0123456789ab")]
    public async Task Check_GroupIsInUse_NamesTheConsumer(string consumer)
    {
        await ConsumeAsync(consumer);

        CheckOutcome outcome = await _scene.CheckAsync();

        if (consumer == "logstash-7")
        {
            outcome.AssertWarning("consumer group siem", $"In use by {consumer} (", "specify another Source:ConsumerGroup");
        }
        else
        {
            Assert.Equal(CheckState.Passed, outcome["consumer group siem"].State);
            Assert.Contains($"In use by {consumer} (", outcome["consumer group siem"].Detail, StringComparison.Ordinal);
        }
    }

    // A consumer that stores a checkpoint and ends.
    private async Task ConsumeAsync(string consumer)
    {
        _scene.Logstore.Append(0, new EmulatorLogGroup(new EmulatorLog(1764144000, ("a", "1"))));
        ConsumerGroupOptions options = new()
        {
            Endpoint = _scene.Sls.Endpoint.ToString(),
            Project = CheckScene.Project,
            Logstore = CheckScene.Store,
            ConsumerGroup = "siem",
            Consumer = consumer,
        };
        ConsumerGroupSource source = new(
            options, new StaticCredentialProvider(new SlsCredential("testak", CheckScene.Secret)), NullLoggerFactory.Instance, TimeProvider.System);
        using CancellationTokenSource stop = new();
        Task consuming = source.RunAsync(ReadAsync, stop.Token);
        await Eventually.TrueAsync(() => _scene.Logstore.FindConsumerGroup("siem")?.Checkpoints.Any(stored => stored.Consumer == consumer) == true);
        await stop.CancelAsync();
        await consuming;
    }

    private static async Task ReadAsync(ILogLease lease)
    {
        while (await lease.ReadAsync(null, lease.Draining) is { } batch)
        {
            using (batch)
            {
                await lease.CommitAsync(batch.NextPosition, lease.Lost);
            }
        }
    }
}
