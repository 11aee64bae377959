using Microsoft.Extensions.Time.Testing;

namespace SlsSyslog.Tests;

public sealed class RouteProgressTests : IDisposable
{
    private readonly FakeTimeProvider _timeProvider = new();
    private readonly ListLogger _logger = new();
    private readonly RouteProgress _progress;

    public RouteProgressTests() => _progress = new RouteProgress("siem", _timeProvider, _logger)
    {
        Backlog = () => (TimeSpan.FromMinutes(65), TimeSpan.FromDays(29)),
    };

    public void Dispose() => _progress.Dispose();

    [Fact]
    public void Check_NothingConfirmed_IsReportedAfter1And5And15And60MinutesAndWhenItIsOver()
    {
        _progress.Add(500);
        List<int> minutes = AdvanceMinutes(121);

        Assert.Equal([1, 5, 15, 60, 120], minutes);
        Assert.Equal(
            "Warning: Route siem: the server has confirmed nothing for 1 min; 500 records wait. The oldest unread log is 1 h 5 min old. It expires "
                + "in 29 d.",
            _logger.Lines[0]);

        _progress.Confirm(500, isByServer: true);
        Assert.Equal("Information: Route siem: the server confirms records again after 2 h 1 min; 0 records were sent again.", _logger.Lines[^1]);
    }

    // Each attempt fails after a few seconds, so that nothing waits for a moment.
    [Fact]
    public void Check_RecordsAreReadAgainAndAgain_TheTimeContinuesAndTheResentRecordsAreCounted()
    {
        for (int second = 0; second < 300; second += 10)
        {
            _progress.Add(7);
            _timeProvider.Advance(TimeSpan.FromSeconds(5));
            _progress.Return(7, "The connection broke.");
            _timeProvider.Advance(TimeSpan.FromSeconds(5));
        }

        _progress.Add(7);
        _progress.Confirm(7, isByServer: true);

        Assert.Equal(3, _logger.Lines.Count);
        Assert.EndsWith("again after 5 min; 210 records were sent again.", _logger.Lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Check_RecordsAreConfirmedOrNoneWaits_ReportsNothing()
    {
        for (int minute = 0; minute < 10; minute++)
        {
            _progress.Add(100);
            _timeProvider.Advance(TimeSpan.FromSeconds(50));
            _progress.Confirm(100, isByServer: true);
        }

        AdvanceMinutes(600);
        _progress.Add(100);
        _progress.Return(100, cause: null);
        AdvanceMinutes(600);

        Assert.Empty(_logger.Lines);
    }

    // Filtered records of another shard do not prove that the server works.
    [Fact]
    public void Confirm_NotByTheServer_DoesNotCountAsProgress()
    {
        _progress.Add(1);
        for (int second = 0; second < 60; second++)
        {
            _progress.Add(10);
            _progress.Confirm(10, isByServer: false);
            _timeProvider.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Single(_logger.Lines);
    }

    private List<int> AdvanceMinutes(int count)
    {
        List<int> reported = [];
        for (int minute = 1; minute <= count; minute++)
        {
            int before = _logger.Lines.Count;
            _timeProvider.Advance(TimeSpan.FromMinutes(1));
            reported.AddRange(Enumerable.Repeat(minute, _logger.Lines.Count - before));
        }

        return reported;
    }
}
