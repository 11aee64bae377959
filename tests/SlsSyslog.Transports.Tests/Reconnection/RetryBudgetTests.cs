using Microsoft.Extensions.Time.Testing;

namespace SlsSyslog.Transports.Tests;

public sealed class RetryBudgetTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    private readonly FakeTimeProvider _timeProvider = new();
    private readonly TcpTransportOptions _options = new();
    private readonly FakeServers _servers;
    private readonly RetryBudget _budget;

    public RetryBudgetTests()
    {
        _servers = new FakeServers(_timeProvider, _options, count: 2);
        _budget = new RetryBudget(_options, _servers.All, _timeProvider);
    }

    public void Dispose() => _servers.Dispose();

    [Fact]
    public void ThrowIfSpent_NoLimit_NeverThrows() => FailFor(TimeSpan.FromDays(1));

    [Fact]
    public void ThrowIfSpent_TimeIsOver_ThrowsWithTheServersAndTheirErrors()
    {
        _options.GiveUpAfter = Limit;
        _servers.All[0].Activity.AddFailedConnect(new SyslogTransportException("the server refused the connection"));

        FailFor(Limit);
        _budget.AddFailure();

        ServersUnavailableException exception = Assert.Throws<ServersUnavailableException>(_budget.ThrowIfSpent);
        Assert.Equal(
            "No server was available for 10 min (61 attempts failed). tcp://server0:514: the server refused the connection. "
            + "tcp://server1:514: not tried. Check the servers and the network.",
            exception.Message);
    }

    [Fact]
    public void ThrowIfSpent_AfterItHasThrown_ThrowsForEverySenderAndThenBeginsAgain()
    {
        _options.GiveUpAfterAttempts = 2;
        _budget.AddFailure();
        _budget.AddFailure();
        Assert.Throws<ServersUnavailableException>(_budget.ThrowIfSpent);
        _timeProvider.Advance(_options.MaxReconnectDelay - TimeSpan.FromMilliseconds(1));
        Assert.Throws<ServersUnavailableException>(_budget.ThrowIfSpent);
        _timeProvider.Advance(TimeSpan.FromMilliseconds(1));

        _budget.AddFailure();
        _budget.ThrowIfSpent();
        _budget.AddFailure();

        Assert.Throws<ServersUnavailableException>(_budget.ThrowIfSpent);
    }

    [Fact]
    public void ThrowIfSpent_AConnectionWasStable_BeginsAgain()
    {
        _options.GiveUpAfterAttempts = 2;
        _budget.AddFailure();
        _budget.Reset();
        _budget.AddFailure();

        _budget.ThrowIfSpent();
    }

    [Fact]
    public async Task ThrowIfSpent_AnotherConnectionIsOpen_DoesNotThrow()
    {
        _options.GiveUpAfterAttempts = 1;
        SyslogConnection connection = await _servers.ConnectAsync(_servers.All[1], CancellationToken.None);
        connection.Start((_, _) => { });
        _budget.AddFailure();
        _budget.ThrowIfSpent();

        connection.Break("reset", cause: null);

        Assert.Throws<ServersUnavailableException>(_budget.ThrowIfSpent);
    }

    [Fact]
    public async Task AddFailure_AnotherConnectionWorks_DoesNotCount()
    {
        _options.GiveUpAfterAttempts = 1;
        SyslogConnection connection = await _servers.ConnectAsync(_servers.All[1], CancellationToken.None);
        connection.Start((_, _) => { });
        _timeProvider.Advance(TimeSpan.FromSeconds(1));
        _budget.AddFailure();
        connection.Break("reset", cause: null);
        _budget.ThrowIfSpent();

        _budget.AddFailure();

        Assert.Throws<ServersUnavailableException>(_budget.ThrowIfSpent);
    }

    // Nothing was to be sent in the pause, so nothing was tried.
    [Fact]
    public void ThrowIfSpent_LongPauseBetweenFailures_DoesNotCount()
    {
        _options.GiveUpAfter = Limit;
        FailFor(TimeSpan.FromMinutes(1));
        _timeProvider.Advance(TimeSpan.FromHours(8));

        FailFor(TimeSpan.FromMinutes(1));
    }

    private void FailFor(TimeSpan time)
    {
        for (TimeSpan passed = TimeSpan.Zero; passed < time; passed += TimeSpan.FromSeconds(10))
        {
            _budget.AddFailure();
            _budget.ThrowIfSpent();
            _timeProvider.Advance(TimeSpan.FromSeconds(10));
        }
    }
}
