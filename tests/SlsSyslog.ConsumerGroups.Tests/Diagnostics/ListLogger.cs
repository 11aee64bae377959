using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace SlsSyslog.ConsumerGroups.Tests;

// Keeps the log entries.
internal sealed class ListLogger : ILoggerFactory, ILogger
{
    private readonly ConcurrentQueue<(LogLevel Level, int Id, string Text)> _entries = new();

    public IReadOnlyCollection<(LogLevel Level, int Id, string Text)> Entries => _entries;

    public string Text => string.Join('\n', _entries.Select(e => $"{e.Level} {e.Id} {e.Text}"));

    public int Count(int id) => _entries.Count(e => e.Id == id);

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public void Dispose()
    {
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _entries.Enqueue((logLevel, eventId.Id, formatter(state, exception) + (exception is null ? "" : " " + exception)));
}
