using Microsoft.Extensions.Time.Testing;

namespace SlsSyslog.Transports.Tests;

public sealed class DeadlineTimerTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private readonly FakeTimeProvider _timeProvider = new();
    private readonly DeadlineTimer _timer;
    private int _calls;

    public DeadlineTimerTests() => _timer = new DeadlineTimer(() => _calls++, _timeProvider);

    [Fact]
    public void Set_DeadlinePasses_CallsOnce()
    {
        _timer.Set(Timeout);
        _timeProvider.Advance(Timeout - TimeSpan.FromMilliseconds(1));
        Assert.Equal(0, _calls);
        _timeProvider.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, _calls);
        _timeProvider.Advance(Timeout * 10);
        Assert.Equal(1, _calls);
    }

    [Fact]
    public void Set_Null_DoesNotCall()
    {
        _timer.Set(Timeout);
        _timer.Set(null);
        _timeProvider.Advance(Timeout * 10);
        Assert.Equal(0, _calls);
    }

    [Fact]
    public void Set_Later_CallsAtLastDeadline()
    {
        _timer.Set(Timeout);
        _timeProvider.Advance(Timeout / 2);
        _timer.Set(null);
        _timer.Set(Timeout);
        _timeProvider.Advance(Timeout / 2);
        Assert.Equal(0, _calls);
        _timeProvider.Advance(Timeout / 2);
        Assert.Equal(1, _calls);
    }

    [Fact]
    public void Set_Earlier_CallsAtLastDeadline()
    {
        _timer.Set(Timeout);
        _timer.Set(TimeSpan.FromMilliseconds(500));
        _timeProvider.Advance(TimeSpan.FromMilliseconds(500));
        Assert.Equal(1, _calls);
    }

    [Fact]
    public void Set_AfterClearedDeadlineHasPassed_CallsAgain()
    {
        _timer.Set(Timeout);
        _timer.Set(null);
        _timeProvider.Advance(Timeout * 2);
        _timer.Set(Timeout);
        _timeProvider.Advance(Timeout);
        Assert.Equal(1, _calls);
    }

    [Fact]
    public void Set_InCallback_CallsAgain()
    {
        DeadlineTimer? timer = null;
        int calls = 0;
        timer = new DeadlineTimer(
            () =>
            {
                calls++;
                timer!.Set(Timeout);
            },
            _timeProvider);
        timer.Set(Timeout);
        _timeProvider.Advance(Timeout);
        _timeProvider.Advance(Timeout);
        timer.Stop();
        Assert.Equal(2, calls);
    }
}
