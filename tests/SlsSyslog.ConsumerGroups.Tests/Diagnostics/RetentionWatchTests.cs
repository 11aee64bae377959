using SlsSyslog.Serialization;

namespace SlsSyslog.ConsumerGroups.Tests;

public sealed class RetentionWatchTests
{
    [Fact]
    public void Check_LagNearsRetention_WarnsOnceAndReportsWhenItIsOver()
    {
        using SessionScene scene = new();
        RetentionWatch watch = new(scene.Logstore);
        scene.Diagnostics.Monitor.AddShard("store/0");
        SetLag(scene, TimeSpan.FromDays(6));

        watch.Check(TimeSpan.FromDays(7));
        watch.Check(TimeSpan.FromDays(7));
        Assert.Equal(1, scene.Log.Count(250));
        Assert.Contains("is 6 d old, and the retention period is 7 d.", scene.Log.Text, StringComparison.Ordinal);

        SetLag(scene, TimeSpan.FromDays(1));
        watch.Check(TimeSpan.FromDays(7));
        Assert.Equal(1, scene.Log.Count(251));
    }

    private static void SetLag(SessionScene scene, TimeSpan lag) => scene.Diagnostics.Monitor.SetPulled(
        "store/0",
        new PullResult
        {
            Start = new LogPosition("a"),
            Next = new LogPosition("b"),
            GroupCount = 1,
            ReceivedAt = scene.Time.GetUtcNow() - lag,
        });
}
