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
        Assert.True(Diagnostics.GetStatus().CredentialsRejected);

        Diagnostics.Succeeded("PullLogs", "store/1");
        Assert.False(Diagnostics.GetStatus().CredentialsRejected);
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
        Assert.False(Diagnostics.GetStatus().CredentialsRejected);

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

        Assert.Equal((2, 10), (Diagnostics.GetStatus().Gaps, Diagnostics.GetStatus().MissedLogGroups));
        Assert.Equal(2, _scene.Log.Count(204));
    }

    public void Dispose() => _scene.Dispose();

    private static SlsException Error(int status, string code) => new("PullLogs", status, code, "on purpose", "id");
}
