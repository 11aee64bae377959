using Microsoft.Extensions.Time.Testing;

namespace SlsSyslog.Tests;

public sealed class RouteReportTests
{
    private readonly FakeTimeProvider _timeProvider = new();
    private readonly ListLogger _logger = new();

    [Fact]
    public void AddDeadLetter_ManyInAMinute_WarnsAtTheFirstAndThenOnceAMinuteWithCountAndPath()
    {
        using RouteReport report = new(new RouteMonitor("audit", _timeProvider), "/var/lib/x.jsonl", 8000, _timeProvider, _logger);
        for (int i = 0; i < 100; i++)
        {
            report.AddDeadLetter("no");
        }

        Assert.Equal(
            ["Warning: Route audit: 1 records were not sent and are stored as dead letters in /var/lib/x.jsonl; 1 since the start. Last reason: no"],
            _logger.Lines);
        _timeProvider.Advance(TimeSpan.FromMinutes(1));
        _timeProvider.Advance(TimeSpan.FromMinutes(1));
        report.AddDeadLetter("later");

        Assert.Equal(3, _logger.Lines.Count);
        Assert.Contains("99 records", _logger.Lines[1], StringComparison.Ordinal);
        Assert.Contains("1 records", _logger.Lines[2], StringComparison.Ordinal);
        Assert.Contains("101 since the start. Last reason: later", _logger.Lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Dispose_CountsThatAreNotLogged_LogsThem()
    {
        RouteReport report = new(new RouteMonitor("audit", _timeProvider), "file", 8000, _timeProvider, _logger);
        report.AddTruncated(1);
        report.AddTruncated(4);

        report.Dispose();

        Assert.Equal(
            [
                "Warning: Route audit: 1 messages were truncated to 8000 bytes; 1 since the start.",
                "Warning: Route audit: 4 messages were truncated to 8000 bytes; 5 since the start.",
            ],
            _logger.Lines);
    }

    [Fact]
    public void AddResend_SameReasonForManyShards_LogsItOnceAMinute()
    {
        using RouteReport report = new(new RouteMonitor("audit", _timeProvider), "file", 8000, _timeProvider, _logger);
        for (int second = 0; second < 75; second++)
        {
            report.AddResend($"logs/{second % 4}", "The server closed the connection.");
            _timeProvider.Advance(TimeSpan.FromSeconds(1));
        }

        report.AddResend("logs/0", "Another reason.");

        Assert.Equal(3, _logger.Lines.Count);
        Assert.Contains("59 more times", _logger.Lines[1], StringComparison.Ordinal);
        Assert.EndsWith("Another reason.", _logger.Lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void AddResend_ReasonsThatAllDiffer_DoNotFloodTheLog()
    {
        using RouteReport report = new(new RouteMonitor("audit", _timeProvider), "file", 8000, _timeProvider, _logger);
        for (int i = 0; i < 1000; i++)
        {
            report.AddResend("logs/0", $"Reason {i}.");
        }

        Assert.InRange(_logger.Lines.Count, 1, 9);
    }
}
