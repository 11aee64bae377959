using SlsSyslog.ConsumerGroups;
using SlsSyslog.Serialization;
using SlsSyslog.Transports;

namespace SlsSyslog.Tests;

/// <summary>Each instrument has a cause here that moves it, and the tags that the documentation names.</summary>
public sealed class InstrumentTests
{
    // What moves each instrument: the value before and after it differ.
    private static readonly Dictionary<string, Action<StatusScene>> Causes = new()
    {
        [SlsSyslogMetricNames.ReadRecords] = scene => scene.Read(5),
        [SlsSyslogMetricNames.PendingRecords] = scene => scene.Read(5),
        [SlsSyslogMetricNames.FilteredRecords] = scene => Confirm(scene, new BatchCounts { Read = 5, Filtered = 5 }),
        [SlsSyslogMetricNames.DeliveredRecords] = scene => Confirm(scene, new BatchCounts { Read = 5 }),
        [SlsSyslogMetricNames.DeadLetteredRecords] = scene => Confirm(scene, new BatchCounts { Read = 5, DeadLettered = 1 }),
        [SlsSyslogMetricNames.TruncatedRecords] = scene => Confirm(scene, new BatchCounts { Read = 5, Truncated = 1 }),
        [SlsSyslogMetricNames.SplitRecords] = scene => Confirm(scene, new BatchCounts { Read = 5, Split = 1 }),
        [SlsSyslogMetricNames.SanitizedRecords] = scene => Confirm(scene, new BatchCounts { Read = 5, Sanitized = 1 }),
        [SlsSyslogMetricNames.UnreadableTimeRecords] = scene => Confirm(scene, new RecordTransformCounts { UnreadableTimes = 1 }),
        [SlsSyslogMetricNames.AmbiguousProfileRecords] = scene => Confirm(scene, new RecordTransformCounts { AmbiguousProfiles = 1 }),
        [SlsSyslogMetricNames.UnparsedFields] = scene => Confirm(scene, new RecordTransformCounts { UnparsedFields = 1 }),
        [SlsSyslogMetricNames.ClashingFields] = scene => Confirm(scene, new RecordTransformCounts { NameClashes = 1 }),
        [SlsSyslogMetricNames.RepeatedRecords] = scene => ReadAgain(scene, records: 5),
        [SlsSyslogMetricNames.SkippedRecords] = scene => ReadAgain(scene, records: 3),
        [SlsSyslogMetricNames.ReleasedRecords] = scene =>
        {
            scene.Read(5);
            scene.Release();
        },
        [SlsSyslogMetricNames.DeliveryLag] = scene => scene.Read(1, age: TimeSpan.FromSeconds(9)),
        [SlsSyslogMetricNames.DeliveryLatency] = scene => Confirm(scene, new BatchCounts { Read = 5 }),
        [SlsSyslogMetricNames.ReadLag] = scene => scene.SetShard(shard => shard with { Lag = TimeSpan.FromSeconds(3) }),
        [SlsSyslogMetricNames.RetentionLeft] = scene => scene.SetShard(shard => shard with { RetentionLeft = TimeSpan.FromHours(1) }),
        [SlsSyslogMetricNames.OwnedShards] = scene => scene.Release(),
        [SlsSyslogMetricNames.UnownedShards] = scene => scene.Source = scene.Source with { UnownedShards = ["logs/7"] },
        [SlsSyslogMetricNames.BlockedShards] = scene => scene.Monitor.Block(StatusScene.Shard, "It is rejected.", "Change it."),
        [SlsSyslogMetricNames.RouteState] = scene => scene.Monitor.State = RouteState.Failed,
        [SlsSyslogMetricNames.PullDuration] = scene => scene.OnPulled!(new PullMeasurement("logs", TimeSpan.FromSeconds(1), null)),
        [SlsSyslogMetricNames.FormatDuration] = scene => scene.Monitor.AddFormat(scene.Time.GetTimestamp()),
        [SlsSyslogMetricNames.SendDuration] = scene => scene.Monitor.AddSend(scene.Time.GetTimestamp()),
        [SlsSyslogMetricNames.ConfirmDuration] = scene => scene.Monitor.AddConfirm(scene.Time.GetTimestamp()),
        [SlsSyslogMetricNames.Rewinds] = scene => ReadAgain(scene, records: 5),
        [SlsSyslogMetricNames.PullCompressedBytes] = scene => scene.Logstore = scene.Logstore with { PulledBytes = 10 },
        [SlsSyslogMetricNames.PullRawBytes] = scene => scene.Logstore = scene.Logstore with { PulledRawBytes = 10 },
        [SlsSyslogMetricNames.ThrottledTime] = scene => scene.Logstore = scene.Logstore with { ThrottledTime = TimeSpan.FromSeconds(2) },
        [SlsSyslogMetricNames.SendThrottledTime] = scene => scene.ThrottledTime = TimeSpan.FromSeconds(3),
        [SlsSyslogMetricNames.GapOccurrences] = scene => scene.Logstore = scene.Logstore with { Gaps = 1 },
        [SlsSyslogMetricNames.GapMissedLogGroups] = scene => scene.Logstore = scene.Logstore with { MissedLogGroups = 7 },
        [SlsSyslogMetricNames.HeartbeatAge] = scene => scene.Logstore = scene.Logstore with { HeartbeatAge = TimeSpan.FromSeconds(2) },
        [SlsSyslogMetricNames.HeartbeatAttemptAge] = scene => scene.Logstore = scene.Logstore with { HeartbeatAttemptAge = TimeSpan.FromSeconds(2) },
        [SlsSyslogMetricNames.CheckpointAge] = scene => scene.Source = scene.Source with { CheckpointAge = TimeSpan.FromSeconds(2) },
        [SlsSyslogMetricNames.DuplicateConsumers] = scene => scene.Source = scene.Source with { IsConsumerDuplicate = true },
        [SlsSyslogMetricNames.RejectedCredentials] = scene => scene.Source = scene.Source with { CredentialsRejected = true },
        [SlsSyslogMetricNames.CredentialLeft] = scene => scene.Source = scene.Source with { CredentialExpiresAt = scene.Time.GetUtcNow().AddHours(1) },
        [SlsSyslogMetricNames.CredentialRefreshErrors] = scene => scene.Source = scene.Source with { CredentialRefreshErrors = 1 },
        [SlsSyslogMetricNames.MemoryUsage] = scene => scene.Source = scene.Source with { MemoryUsedBytes = 1 },
        [SlsSyslogMetricNames.MemoryLimit] = scene => scene.Source = scene.Source with { MemoryLimitBytes = 1 },
        [SlsSyslogMetricNames.ConnectionCount] = scene => scene.Server = scene.Server with { Connections = 2 },
        [SlsSyslogMetricNames.ConnectionConnects] = scene => scene.Server = scene.Server with { Connects = 2 },
        [SlsSyslogMetricNames.ConnectionFailures] = scene => scene.Server = scene.Server with { FailedConnects = Once(TransportErrorType.Refused) },
        [SlsSyslogMetricNames.ConnectionBreaks] = scene => scene.Server = scene.Server with { Breaks = Once(TransportErrorType.Reset) },
        [SlsSyslogMetricNames.SentBytes] = scene => scene.Server = scene.Server with { SentBytes = 100 },
        [SlsSyslogMetricNames.UnsettledBytes] = scene => scene.Server = scene.Server with { UnsettledBytes = 100 },
        [SlsSyslogMetricNames.CertificateLeft] = scene => scene.Server = scene.Server with { CertificateExpiresAt = scene.Time.GetUtcNow().AddDays(9) },
    };

    public static TheoryData<string> Names => [.. Causes.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Instrument_ItsCauseOccurs_Moves(string name)
    {
        using StatusScene scene = new();
        using MetricReader reader = new(scene.Metrics);
        reader.Read();
        IReadOnlyDictionary<string, double> before = reader.Series(name);

        Causes[name](scene);

        reader.Read();
        IReadOnlyDictionary<string, double> after = reader.Series(name);
        Assert.NotEqual(before, after);
        MetricDefinition definition = Find(scene, name);
        Assert.All(after.Keys, tags => Assert.All(tags.Split(' '), tag => Assert.Contains(tag[..tag.IndexOf('=')], definition.Tags)));
        Assert.All(after.Keys, tags => Assert.Contains($"{SlsSyslogMetricNames.RouteTag}=audit", tags, StringComparison.Ordinal));
    }

    [Fact]
    public void Instruments_All_HaveACauseInThisTest()
    {
        using StatusScene scene = new();

        Assert.Equal(scene.Metrics.Definitions.Select(metric => metric.Name).Order(), Causes.Keys.Order());
    }

    [Fact]
    public void Names_All_AreInstrumentsAndNoPrefixOfAnother()
    {
        using StatusScene scene = new();
        string[] names = [.. scene.Metrics.Definitions.Select(metric => metric.Name)];

        Assert.All(names, name => Assert.DoesNotContain(names, other => other != name && other.StartsWith(name, StringComparison.Ordinal)));
        Assert.All(names, name => Assert.Matches("^slssyslog(\\.[a-z][a-z_]*)+$", name));
        Assert.DoesNotContain(names, name => name.Contains("total", StringComparison.Ordinal));
        Assert.All(
            scene.Metrics.Definitions,
            metric => Assert.True(metric.Kind != "histogram" || !metric.Tags.Contains(SlsSyslogMetricNames.ShardTag), $"{metric.Name} has the shard"));
    }

    [Fact]
    public void Pull_Fails_HasTheTypeOfTheError()
    {
        using StatusScene scene = new();
        using MetricReader reader = new(scene.Metrics);

        scene.OnPulled!(new PullMeasurement("logs", TimeSpan.FromSeconds(1), "throttled"));

        Assert.Equal(
            ["slssyslog.route=audit slssyslog.logstore=logs error.type=throttled"], reader.Series(SlsSyslogMetricNames.PullDuration).Keys);
    }

    [Fact]
    public void DeliveryLatency_RouteReadsARange_IsTaggedAsReplay()
    {
        using StatusScene scene = new();
        using MetricReader reader = new(scene.Metrics);
        scene.Monitor.IsReplay = true;

        Confirm(scene, new BatchCounts { Read = 5 });

        Assert.Equal(["slssyslog.route=audit slssyslog.replay=True"], reader.Series(SlsSyslogMetricNames.DeliveryLatency).Keys);
    }

    [Fact]
    public void Read_AllInstruments_AreOfOneMoment()
    {
        using StatusScene scene = new();
        using MetricReader reader = new(scene.Metrics);
        scene.Read(5);
        reader.Read();
        scene.Read(3);
        reader.Read();

        Assert.Equal((8d, 8d), (reader.Sum(SlsSyslogMetricNames.ReadRecords), reader.Sum(SlsSyslogMetricNames.PendingRecords)));
    }

    [Fact]
    public void Series_RouteWith256Shards_StayBelowTheLimitOfOpenTelemetry()
    {
        using StatusScene scene = new();
        using MetricReader reader = new(scene.Metrics);
        scene.Source = scene.Source with
        {
            Shards = [.. Enumerable.Range(0, 256).Select(i => new ShardStatus($"logs/{i}", null, TimeSpan.Zero, TimeSpan.Zero))],
        };
        foreach (int shard in Enumerable.Range(1, 255))
        {
            scene.Monitor.OpenLease($"logs/{shard}");
        }

        reader.Read();

        Assert.Equal(256, reader.Series(SlsSyslogMetricNames.ReadRecords).Count);
        Assert.All(scene.Metrics.Definitions, metric => Assert.InRange(reader.Series(metric.Name).Count, 0, 256));
    }

    [Fact]
    public void Lag_ShardIsReleased_HasNoSeriesAnyMore()
    {
        using StatusScene scene = new();
        using MetricReader reader = new(scene.Metrics);
        reader.Read();
        Assert.Single(reader.Series(SlsSyslogMetricNames.DeliveryLag));

        scene.Release();
        reader.Read();

        Assert.Empty(reader.Series(SlsSyslogMetricNames.DeliveryLag));
        Assert.Single(reader.Series(SlsSyslogMetricNames.ReadRecords));
    }

    [Fact]
    public void Observe_SourceAndTransportWithoutAHost_AreMeasured()
    {
        using StatusScene scene = new();
        using SlsSyslogMetrics metrics = new(scene.Time);
        using MetricReader reader = new(metrics);
        scene.Logstore = scene.Logstore with { PulledBytes = 10 };

        metrics.Observe("own", scene, scene);

        reader.Read();
        Assert.Equal(10, reader.Series(SlsSyslogMetricNames.PullCompressedBytes)["slssyslog.route=own slssyslog.logstore=logs"]);
        Assert.Single(reader.Series(SlsSyslogMetricNames.ConnectionCount));
    }

    private static MetricDefinition Find(StatusScene scene, string name) => scene.Metrics.Definitions.Single(metric => metric.Name == name);

    private static Dictionary<string, long> Once(string errorType) => new() { [errorType] = 1 };

    private static void Confirm(StatusScene scene, RecordTransformCounts counts) => Confirm(scene, new BatchCounts { Read = 5, Transform = counts });

    private static void Confirm(StatusScene scene, BatchCounts counts)
    {
        scene.Read(counts.Read);
        scene.Confirm(counts);
    }

    private static void ReadAgain(StatusScene scene, int records)
    {
        scene.Read(5);
        scene.Rewind();
        scene.Read(records);
    }
}
