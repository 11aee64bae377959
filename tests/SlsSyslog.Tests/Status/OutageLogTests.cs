using Microsoft.Extensions.Time.Testing;

namespace SlsSyslog.Tests;

public sealed class OutageLogTests : IDisposable
{
    private readonly FakeTimeProvider _timeProvider = new();
    private readonly RouteProgress _progress;

    public OutageLogTests() => _progress = new RouteProgress("audit", _timeProvider, new ListLogger());

    [Fact]
    public void GetOutages_ConnectionBreaksAndRecovers_HasStartEndCauseAndRecords()
    {
        DateTimeOffset start = _timeProvider.GetUtcNow();
        _progress.Add(10);
        _timeProvider.Advance(TimeSpan.FromSeconds(4));
        _progress.Return(10, "The connection\nbroke.");
        OutageStatus current = Assert.Single(_progress.GetOutages());
        Assert.Equal((null, "The connection broke.", 10L), (current.End, current.Cause, current.RepeatedRecords));

        _progress.Add(12);
        _timeProvider.Advance(TimeSpan.FromSeconds(6));
        _progress.Confirm(12, isByServer: true);

        Assert.Equal(
            new OutageStatus(OutageSide.Destination, start, start + TimeSpan.FromSeconds(10), "The connection broke.", LateRecords: 12, RepeatedRecords: 10),
            Assert.Single(_progress.GetOutages()));
    }

    [Fact]
    public void GetOutages_NothingIsConfirmedForAMinute_IsAnOutageWithTheErrorOfTheTransport()
    {
        _progress.Cause = () => "the server refused the connection";
        _progress.Add(3);
        _timeProvider.Advance(TimeSpan.FromSeconds(59));
        Assert.Empty(_progress.GetOutages());

        _timeProvider.Advance(TimeSpan.FromSeconds(2));

        OutageStatus outage = Assert.Single(_progress.GetOutages());
        Assert.Equal((null, "the server refused the connection", 3L), (outage.End, outage.Cause, outage.LateRecords));
    }

    [Fact]
    public void GetOutages_ManyOutages_KeepsTheLastOnes()
    {
        for (int i = 0; i < 50; i++)
        {
            _progress.Add(1);
            _progress.Return(1, $"Break {i}.");
            _progress.Add(1);
            _progress.Confirm(1, isByServer: true);
        }

        Assert.Equal(20, _progress.GetOutages().Count);
        Assert.Equal("Break 49.", _progress.GetOutages()[0].Cause);
    }

    public void Dispose() => _progress.Dispose();
}
