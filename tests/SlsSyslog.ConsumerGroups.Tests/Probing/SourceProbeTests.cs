using Microsoft.Extensions.Logging.Abstractions;
using SlsSyslog.Testing;

namespace SlsSyslog.ConsumerGroups.Tests;

public sealed class SourceProbeTests : IAsyncLifetime
{
    private SlsEmulator _sls = null!;
    private EmulatorLogstore _logs = null!;

    public async ValueTask InitializeAsync()
    {
        _sls = await SlsEmulator.StartAsync();
        _logs = _sls.CreateLogstore("test-project", "logs", 2);
    }

    public ValueTask DisposeAsync() => _sls.DisposeAsync();

    [Fact]
    public async Task CheckPermissionsAsync_GroupWithCheckpoints_GrantsEverythingAndChangesNothing()
    {
        _logs.Append(0, new EmulatorLogGroup(new EmulatorLog(1764144000, ("a", "1"))));
        EmulatorConsumerGroup group = await StoreCheckpointAsync();
        IReadOnlyList<EmulatorCheckpoint> before = [.. group.Checkpoints];

        IReadOnlyList<PermissionResult> results = await CheckAsync();

        Assert.All(
            results.Where(result => result.Action != "log:CreateConsumerGroup"),
            result => Assert.Equal(PermissionState.Granted, result.State));
        PermissionResult creating = results.Single(result => result.Action == "log:CreateConsumerGroup");
        Assert.Equal((PermissionState.Unknown, false), (creating.State, creating.IsRequired));
        Assert.Equal(before, group.Checkpoints);
        Assert.Equal([group], _logs.ConsumerGroups);
        Assert.Equal(8, results.Select(result => result.Action).Distinct().Count());
        Assert.All(
            _sls.Journal.Where(request => request.Operation == SlsOperation.HeartBeat && request.Consumer != "consumer"),
            request => Assert.NotEqual(200, request.Status));
    }

    [Fact]
    public async Task CheckPermissionsAsync_NoGroup_DoesNotCreateIt()
    {
        IReadOnlyList<PermissionResult> results = await CheckAsync();

        Assert.Empty(_logs.ConsumerGroups);
        Assert.Equal(PermissionState.Granted, results.Single(result => result.Action == "log:ConsumerGroupHeartBeat").State);
        Assert.Equal(PermissionState.Unknown, results.Single(result => result.Action == "log:ConsumerGroupUpdateCheckPoint").State);
        Assert.True(results.Single(result => result.Action == "log:CreateConsumerGroup").IsRequired);
    }

    [Theory]
    [InlineData(SlsOperation.HeartBeat, "log:ConsumerGroupHeartBeat", true)]
    [InlineData(SlsOperation.GetCursor, "log:GetCursorOrData", true)]
    [InlineData(SlsOperation.GetCheckPoint, "log:GetConsumerGroupCheckPoint", true)]
    [InlineData(SlsOperation.UpdateCheckPoint, "log:ConsumerGroupUpdateCheckPoint", true)]
    [InlineData(SlsOperation.ListConsumerGroup, "log:ListConsumerGroup", false)]
    [InlineData(SlsOperation.ListShards, "log:ListShards", false)]
    [InlineData(SlsOperation.GetLogstore, "log:GetLogStore", false)]
    public async Task CheckPermissionsAsync_OneIsMissing_NamesIt(SlsOperation operation, string action, bool isRequired)
    {
        await StoreCheckpointAsync();
        _sls.Faults.On(operation).Answer(401, "Unauthorized", "denied by sts or ram, action: " + action);

        IReadOnlyList<PermissionResult> results = await CheckAsync();

        PermissionResult denied = results.Single(result => result.State == PermissionState.Denied);
        Assert.Equal((action, isRequired), (denied.Action, denied.IsRequired));
        Assert.Contains("denied by sts or ram", denied.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MeasureClockAsync_ServerIsAhead_ReturnsTheDifference()
    {
        _sls.ClockOffset = TimeSpan.FromMinutes(3);
        using SourceProbe probe = Create();

        TimeSpan? offset = await probe.MeasureClockAsync(CancellationToken.None);

        Assert.InRange(offset!.Value, TimeSpan.FromMinutes(3) - TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(3) + TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task MeasureClockAsync_KeyIsRejected_StillReturnsTheDifference()
    {
        _sls.ClockOffset = TimeSpan.FromMinutes(-4);
        using SourceProbe probe = Create(new SlsCredential("testak", "wrong"));

        TimeSpan? offset = await probe.MeasureClockAsync(CancellationToken.None);

        Assert.InRange(offset!.Value, TimeSpan.FromMinutes(-4) - TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(-4) + TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task MeasureClockAsync_NoAnswer_IsAnErrorAtOnce()
    {
        using SourceProbe probe = Create();
        await _sls.DisposeAsync();

        SlsException exception = await Assert.ThrowsAsync<SlsException>(
            () => probe.MeasureClockAsync(CancellationToken.None).WaitAsync(Eventually.Deadline));

        Assert.Equal(0, exception.StatusCode);
    }

    // A service that is down, or a proxy in between: its time says nothing about SLS.
    [Fact]
    public async Task MeasureClockAsync_ErrorOfTheService_IsThrown()
    {
        _sls.Faults.On(SlsOperation.ListShards).Answer(503, "ServerBusy");
        using SourceProbe probe = Create();

        SlsException exception = await Assert.ThrowsAsync<SlsException>(() => probe.MeasureClockAsync(CancellationToken.None));

        Assert.Equal(503, exception.StatusCode);
    }

    [Fact]
    public async Task GetCredentialAsync_ProviderFails_SaysWhy()
    {
        using SourceProbe probe = new(
            Options(),
            "logs",
            new DelegateCredentialProvider(_ => throw new InvalidOperationException("No key is there."), TimeProvider.System),
            TimeProvider.System);

        SlsCredentialException exception = await Assert.ThrowsAsync<SlsCredentialException>(() => probe.GetCredentialAsync(CancellationToken.None));

        Assert.Contains("No key is there", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Constructor_OtherLogstore_SaysWhatToDo() => Assert.Contains(
        "is not one of the logstores",
        Assert.Throws<ArgumentException>(() => new SourceProbe(Options(), "other", Credentials(), TimeProvider.System)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void FixedRangeOptions_OfAnotherSource_ReadTheSame()
    {
        ConsumerGroupOptions source = Options();
        (source.Region, source.Query, source.MaxLogGroupsPerPull, source.Compression) = ("cn-hangzhou", "* | where a = '1'", 7, PullCompression.Zstd);
        (source.Credentials.Type, source.Credentials.AccessKeyId, source.Credentials.AccessKeySecret) = (CredentialType.AccessKey, "id", "secret");

        FixedRangeOptions range = new(source);

        Assert.Equal(
            (source.Endpoint, source.Project, source.Logstore, source.Region, source.Query, source.Proxy, source.Processor),
            (range.Endpoint, range.Project, range.Logstore, range.Region, range.Query, range.Proxy, range.Processor));
        Assert.Equal(
            (7, PullCompression.Zstd, source.MemoryBudgetBytes), (range.MaxLogGroupsPerPull, range.Compression, range.MemoryBudgetBytes));
        Assert.Equal(
            (CredentialType.AccessKey, "id", "secret"),
            (range.Credentials.Type, range.Credentials.AccessKeyId, range.Credentials.AccessKeySecret));
    }

    private static StaticCredentialProvider Credentials(SlsCredential? credential = null) => new(credential ?? new SlsCredential("testak", "testsk"));

    private ConsumerGroupOptions Options() => new()
    {
        Endpoint = _sls.Endpoint.ToString(),
        Project = "test-project",
        Logstore = "logs",
        ConsumerGroup = "siem",
    };

    private SourceProbe Create(SlsCredential? credential = null) => new(Options(), "logs", Credentials(credential), TimeProvider.System);

    private async Task<IReadOnlyList<PermissionResult>> CheckAsync()
    {
        using SourceProbe probe = Create();
        return await probe.CheckPermissionsAsync(CancellationToken.None).WaitAsync(Eventually.Deadline);
    }

    // A consumer that reads shard 0 and ends.
    private async Task<EmulatorConsumerGroup> StoreCheckpointAsync()
    {
        using SourceSession session = new(
            Options(),
            "test",
            Credentials(),
            SlsConnection.CreateHandler,
            new SlsClock(TimeProvider.System),
            new SourceDiagnostics(NullLogger.Instance, new SlsClock(TimeProvider.System), TimeProvider.System),
            TimeProvider.System);
        SlsClient client = session.Open("logs").Client;
        EmulatorConsumerGroup group = _logs.CreateConsumerGroup("siem");
        Assert.NotEmpty(await client.HeartbeatAsync("siem", "consumer", [], CancellationToken.None));
        Serialization.LogPosition begin = await client.GetCursorAsync(0, "begin", CancellationToken.None);
        await client.UpdateCheckpointAsync("siem", "consumer", 0, begin, isForced: false, CancellationToken.None);
        return group;
    }
}
