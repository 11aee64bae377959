namespace SlsSyslog.ConsumerGroups.Tests;

public sealed class OutageReminderTests
{
    private readonly TestTimeProvider _timeProvider = new();
    private readonly List<double> _reminders = [];
    private readonly OutageReminder _outage;

    public OutageReminderTests() => _outage = new OutageReminder(duration => _reminders.Add(duration.TotalMinutes), _timeProvider);

    [Fact]
    public void Start_OutageLasts_RemindsInGrowingIntervalsAndThenHourly()
    {
        Assert.True(_outage.Start());
        for (int minute = 0; minute < 240; minute++)
        {
            Assert.False(_outage.Start());
            _timeProvider.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal([1, 5, 15, 60, 120, 180, 240], _reminders);
        Assert.Equal(TimeSpan.FromHours(4), _outage.End());
    }

    [Fact]
    public void End_BeforeTheFirstReminder_IsSilent()
    {
        _outage.Start();
        _timeProvider.Advance(TimeSpan.FromSeconds(59));

        Assert.Null(_outage.End());
        _timeProvider.Advance(TimeSpan.FromHours(2));
        Assert.Empty(_reminders);
        Assert.Null(_outage.End());
    }

    [Fact]
    public void Start_SecondOutage_CountsFromItsStart()
    {
        _outage.Start();
        _timeProvider.Advance(TimeSpan.FromMinutes(30));
        _outage.End();
        _timeProvider.Advance(TimeSpan.FromHours(5));
        _reminders.Clear();

        Assert.True(_outage.Start());
        _timeProvider.Advance(TimeSpan.FromMinutes(1));
        _timeProvider.Advance(TimeSpan.FromMinutes(4));

        Assert.Equal([1, 5], _reminders);
        Assert.Equal(TimeSpan.FromMinutes(5), _outage.End());
    }

    // The process was suspended, or the timer fired late.
    [Fact]
    public void OnDue_LongerThanAllIntervals_ContinuesWithTheNext()
    {
        _outage.Start();
        _timeProvider.Advance(TimeSpan.FromHours(3));

        Assert.All(_reminders, minutes => Assert.Equal(180, minutes));
        _reminders.Clear();
        _timeProvider.Advance(TimeSpan.FromHours(1));
        Assert.Equal([240], _reminders);
    }
}
