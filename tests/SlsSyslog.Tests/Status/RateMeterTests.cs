using Microsoft.Extensions.Time.Testing;

namespace SlsSyslog.Tests;

public sealed class RateMeterTests
{
    private readonly FakeTimeProvider _timeProvider = new();

    [Fact]
    public void GetRates_SteadyFlow_IsTheMeanOfTheLastMinute()
    {
        RateMeter meter = new(_timeProvider);
        for (int second = 0; second < 300; second++)
        {
            meter.Add(second < 200 ? 1000 : 10, 100);
            _timeProvider.Advance(TimeSpan.FromSeconds(1));
        }

        (double records, double bytes) = meter.GetRates();
        Assert.InRange(records, 9.5, 10);
        Assert.InRange(bytes, 95, 100);

        _timeProvider.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal((0d, 0d), meter.GetRates());
    }

    [Fact]
    public void GetRates_ShortlyAfterTheStart_IsTheMeanSinceTheStart()
    {
        RateMeter meter = new(_timeProvider);
        meter.Add(50, 500);
        _timeProvider.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal((10d, 100d), meter.GetRates());
    }
}
