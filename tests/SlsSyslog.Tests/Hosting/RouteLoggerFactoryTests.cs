using Microsoft.Extensions.Logging;

namespace SlsSyslog.Tests;

public sealed class RouteLoggerFactoryTests
{
    [Fact]
    public void Log_EntryOfAShard_NamesRouteAndGroupAndKeepsItsValues()
    {
        ListLogger inner = new();
        using ListLoggerFactory factory = new(inner);
        using RouteLoggerFactory routes = new(factory, "audit", "siem");

        routes.CreateLogger("x").LogWarning("Shard {Shard}: {Reason}", "logs/3", "a\u001b[2J\nb");

        Assert.Equal("Warning: Route audit, group siem: Shard logs/3: a\uFFFD[2J b", Assert.Single(inner.Lines));
        Assert.Equal(
            ["Route=audit", "ConsumerGroup=siem", "Shard=logs/3", "Reason=a\uFFFD[2J b",
                "{OriginalFormat}=Route {Route}, group {ConsumerGroup}: Shard {Shard}: {Reason}"],
            inner.Values);
    }

    private sealed class ListLoggerFactory(ILogger logger) : ILoggerFactory
    {
        public ILogger CreateLogger(string categoryName) => logger;

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public void Dispose()
        {
        }
    }
}
