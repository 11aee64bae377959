using SlsSyslog.Serialization;

namespace SlsSyslog.ConsumerGroups.Tests;

public sealed class SourceDiagnosticsTests : IDisposable
{
    private readonly SessionScene _scene = new();

    private SourceDiagnostics Diagnostics => _scene.Diagnostics;

    [Fact]
    public void GetStatus_CredentialsAreRejected_ReportsItUntilARequestSucceeds()
    {
        Diagnostics.Failed("PullLogs", "store/0", Error(401, "Unauthorized"));
        Assert.True(Diagnostics.GetStatus(_scene.Options).CredentialsRejected);

        Diagnostics.Succeeded("PullLogs", "store/1");
        Assert.False(Diagnostics.GetStatus(_scene.Options).CredentialsRejected);
    }

    [Fact]
    public void Failed_SameErrorAgain_IsLoggedOnceAndItsEndOnce()
    {
        Assert.Equal(SlsErrorKind.Transient, Diagnostics.Failed("PullLogs", "store/0", Error(500, "InternalServerError")));
        Diagnostics.Failed("PullLogs", "store/0", Error(500, "InternalServerError"));
        Assert.Equal(1, _scene.Log.Count(200));

        Diagnostics.Failed("PullLogs", "store/0", Error(403, "ReadQuotaExceed"));
        Diagnostics.Failed("PullLogs", "store/1", Error(500, "InternalServerError"));
        Assert.Equal(3, _scene.Log.Count(200));

        Diagnostics.Succeeded("PullLogs", "store/0");
        Diagnostics.Succeeded("PullLogs", "store/0");
        Assert.Equal(1, _scene.Log.Count(201));
    }

    [Fact]
    public void CredentialsRefreshed_FailsAgainAndAgain_IsLoggedOnceAndItsEndOnce()
    {
        Diagnostics.CredentialsRefreshed(null);
        Diagnostics.CredentialsRefreshed(new SlsCredentialException("down 1"));
        Diagnostics.CredentialsRefreshed(new SlsCredentialException("down 2"));
        Assert.Equal((1, 0), (_scene.Log.Count(205), _scene.Log.Count(206)));
        Assert.False(Diagnostics.GetStatus(_scene.Options).CredentialsRejected);

        Diagnostics.CredentialsRefreshed(null);
        Diagnostics.CredentialsRefreshed(null);
        Assert.Equal((1, 1), (_scene.Log.Count(205), _scene.Log.Count(206)));
    }

    [Fact]
    public void Failed_ErrorThatAffectsAllShards_IsLoggedOnce()
    {
        Diagnostics.Failed("PullLogs", "store/0", Error(401, "Unauthorized"));
        Diagnostics.Failed("PullLogs", "store/1", Error(401, "Unauthorized"));

        Assert.Equal(1, _scene.Log.Count(200));
    }

    [Fact]
    public void Failed_ShardOrLogstore_IsNamedAsSuch()
    {
        Diagnostics.Failed("PullLogs", "store/0", Error(500, "InternalServerError"));
        Diagnostics.Failed("HeartBeat", "store", Error(500, "InternalServerError"));
        _scene.Time.Advance(TimeSpan.FromSeconds(75));
        Diagnostics.Succeeded("PullLogs", "store/0");
        Diagnostics.Succeeded("HeartBeat", "store");

        Assert.Contains("failed for shard store/0 (Transient)", _scene.Log.Text, StringComparison.Ordinal);
        Assert.Contains("failed for logstore store (Transient)", _scene.Log.Text, StringComparison.Ordinal);
        Assert.Contains("for shard store/0 succeeds again after 1 min 15 s.", _scene.Log.Text, StringComparison.Ordinal);
        Assert.Contains("for logstore store succeeds again after 1 min 15 s.", _scene.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Failed_OutageLasts_RemindsWithLagAndRetentionUntilAllSucceed()
    {
        Diagnostics.Monitor.AddShard("store/0");
        Diagnostics.Monitor.SetRetention("store", TimeSpan.FromDays(7));
        SetLag(TimeSpan.FromDays(2));
        Diagnostics.Failed("PullLogs", "store/0", Error(500, "InternalServerError"));
        Diagnostics.Failed("HeartBeat", "store", Error(500, "InternalServerError"));

        Advance(minutes: 20);
        Assert.Equal(3, _scene.Log.Count(207));
        Assert.Contains("have failed for 15 min: PullLogs for shard store/0, and 1 others.", _scene.Log.Text, StringComparison.Ordinal);
        Assert.Contains("Lag: 2 d. Time until unread logs expire: 4 d 23 h.", _scene.Log.Text, StringComparison.Ordinal);

        Diagnostics.Succeeded("PullLogs", "store/0");
        Assert.Equal(0, _scene.Log.Count(208));
        Diagnostics.Succeeded("HeartBeat", "store");
        Assert.Contains("They failed for 20 min.", _scene.Log.Text, StringComparison.Ordinal);
        Advance(minutes: 120);
        Assert.Equal(3, _scene.Log.Count(207));
    }

    // Without heartbeats the shards are dropped, and their failures with them. The outage is not over.
    [Fact]
    public void Failed_ShardsAreDroppedMeanwhile_RemindsWithTheLagThatHasGrown()
    {
        Diagnostics.Monitor.AddShard("store/0");
        Diagnostics.Monitor.SetRetention("store", TimeSpan.FromDays(7));
        SetLag(TimeSpan.FromHours(1));
        Diagnostics.Failed("PullLogs", "store/0", Error(500, "InternalServerError"));
        Diagnostics.Failed("HeartBeat", "store", Error(500, "InternalServerError"));
        Diagnostics.ShardEnded("store/0");

        Advance(minutes: 60);

        Assert.Equal(0, _scene.Log.Count(208));
        Assert.Contains(
            "for 1 h: PullLogs for logstore store, and 0 others. Lag: 2 h. Time until unread logs expire: 6 d 22 h.",
            _scene.Log.Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public void ShardEnded_OnlyThatShardFailed_EndsTheOutage()
    {
        Diagnostics.Failed("PullLogs", "store/0", Error(401, "Unauthorized"));
        Diagnostics.Failed("UpdateCheckPoint", "store/0", Error(500, "InternalServerError"));
        Diagnostics.ShardEnded("store/0");

        Advance(minutes: 120);
        Assert.Equal(0, _scene.Log.Count(207));
        Assert.False(Diagnostics.GetStatus(_scene.Options).CredentialsRejected);
    }

    [Fact]
    public void RunEnded_DuringAnOutage_EndsTheReminders()
    {
        Diagnostics.Failed("PullLogs", "store/0", Error(500, "InternalServerError"));
        Diagnostics.RunEnded();

        Advance(minutes: 120);
        Assert.Equal(0, _scene.Log.Count(207));
    }

    [Fact]
    public void DecodingFailed_BlockIsDamaged_RemindsAlthoughPullsSucceed()
    {
        Diagnostics.DecodingFailed("store/0", "on purpose", isBlocked: true);
        Diagnostics.Succeeded("PullLogs", "store/0");
        Advance(minutes: 5);
        Assert.Equal(2, _scene.Log.Count(207));

        Diagnostics.DecodingSucceeded("store/0");
        Assert.Equal(1, _scene.Log.Count(208));
    }

    [Fact]
    public void LastError_RequestSucceedsAgain_IsNull()
    {
        Assert.Null(Diagnostics.LastError);
        Diagnostics.Failed("PullLogs", "store/0", Error(500, "InternalServerError"));
        Assert.Contains("InternalServerError", Diagnostics.LastError, StringComparison.Ordinal);

        Diagnostics.Succeeded("PullLogs", "store/0");
        Assert.Null(Diagnostics.LastError);
    }

    [Fact]
    public void CursorExpired_Gaps_AreCountedAndLogged()
    {
        LogGap gap = new("store/0", new LogPosition("MTAw"), new LogPosition("MTEw"), null, default);

        Diagnostics.CursorExpired(gap);
        Diagnostics.CursorExpired(gap with { Resumed = new LogPosition("#") });

        Assert.Equal((2, 10), (Diagnostics.GetStatus(_scene.Options).Gaps, Diagnostics.GetStatus(_scene.Options).MissedLogGroups));
        Assert.Equal(2, _scene.Log.Count(204));
    }

    [Fact]
    public void GetStatus_RefreshesFail_CountsEachOnce()
    {
        SlsCredentialException first = new("the vault is sealed");
        Diagnostics.CredentialsRefreshed(first);
        Diagnostics.CredentialsRefreshed(first);
        Diagnostics.CredentialsRefreshed(new SlsCredentialException("the vault is sealed"));
        Diagnostics.CredentialsRefreshed(null);

        Assert.Equal(2, Diagnostics.GetStatus(_scene.Options).CredentialRefreshErrors);
    }

    [Fact]
    public void GetStatus_RequestsFailForAWhile_KeepsTheOutageWithItsCause()
    {
        DateTimeOffset start = _scene.Time.GetUtcNow();
        Diagnostics.Failed("PullLogs", "store/0", Error(500, "InternalServerError"));
        Assert.Null(Assert.Single(Diagnostics.GetStatus(_scene.Options).Outages).End);

        _scene.Time.Advance(TimeSpan.FromSeconds(30));
        Diagnostics.Succeeded("PullLogs", "store/0");

        SourceStatus status = Diagnostics.GetStatus(_scene.Options);
        SourceOutage outage = Assert.Single(status.Outages);
        Assert.Equal((start, start + TimeSpan.FromSeconds(30)), (outage.Start, outage.End));
        Assert.Equal(status.LastError!.Message, outage.Cause);
        Assert.NotEmpty(status.LastError.Action);
    }

    [Fact]
    public void GetStatus_OneRequestFailed_KeepsNoOutage()
    {
        Diagnostics.Failed("PullLogs", "store/0", Error(500, "InternalServerError"));
        _scene.Time.Advance(TimeSpan.FromSeconds(1));
        Diagnostics.Succeeded("PullLogs", "store/0");

        Assert.Empty(Diagnostics.GetStatus(_scene.Options).Outages);
    }

    [Fact]
    public void GetStatus_BlockDoesNotDecode_ReportsTheBlockedShardUntilItDoes()
    {
        Diagnostics.Monitor.AddShard("store/0");
        Diagnostics.DecodingFailed("store/0", "the block is damaged", isBlocked: false);
        Assert.Null(Assert.Single(Diagnostics.GetStatus(_scene.Options).Shards).Blocked);

        Diagnostics.DecodingFailed("store/0", "the block is damaged", isBlocked: true);
        Assert.Contains("damaged", Assert.Single(Diagnostics.GetStatus(_scene.Options).Shards).Blocked!.Message, StringComparison.Ordinal);

        Diagnostics.DecodingSucceeded("store/0");
        Assert.Null(Assert.Single(Diagnostics.GetStatus(_scene.Options).Shards).Blocked);
    }

    [Fact]
    public void CheckpointAge_PositionWaitsToBeStored_GrowsUntilItIsStored()
    {
        Assert.Equal(TimeSpan.Zero, Diagnostics.Monitor.CheckpointAge);

        Diagnostics.Monitor.SetUnstored("store/0");
        _scene.Time.Advance(TimeSpan.FromSeconds(7));
        Assert.Equal(TimeSpan.FromSeconds(7), Diagnostics.Monitor.CheckpointAge);

        Diagnostics.Monitor.SetStored("store/0");
        Assert.Equal(TimeSpan.Zero, Diagnostics.Monitor.CheckpointAge);
    }

    public void Dispose() => _scene.Dispose();

    private void Advance(int minutes)
    {
        for (int minute = 0; minute < minutes; minute++)
        {
            _scene.Time.Advance(TimeSpan.FromMinutes(1));
        }
    }

    private void SetLag(TimeSpan lag) => Diagnostics.Monitor.SetPulled(
        "store/0",
        new PullResult { Start = new LogPosition("a"), Next = new LogPosition("b"), GroupCount = 1, ReceivedAt = _scene.Time.GetUtcNow() - lag });

    private static SlsException Error(int status, string code) => new("PullLogs", status, code, "on purpose", "id");
}
