namespace SlsSyslog;

/// <summary>Creates loggers whose entries name the route and the consumer group, which identifies the shards of several routes.</summary>
internal sealed class RouteLoggerFactory(ILoggerFactory inner, string route, string group) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) => new RouteLogger(inner.CreateLogger(categoryName), route, group);

    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    public void Dispose()
    {
        // The inner factory belongs to the host.
    }

    private sealed class RouteLogger(ILogger inner, string route, string group) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => inner.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (inner.IsEnabled(logLevel))
            {
                RouteLogState named = new(route, group, state as IReadOnlyList<KeyValuePair<string, object?>>, formatter(state, exception));
                inner.Log(logLevel, eventId, named, exception, static (entry, _) => entry.ToString());
            }
        }
    }
}
