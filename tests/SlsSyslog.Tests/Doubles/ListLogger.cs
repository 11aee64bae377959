using Microsoft.Extensions.Logging;

namespace SlsSyslog.Tests;

/// <summary>Keeps what is logged as "Level: text".</summary>
internal sealed class ListLogger : ILogger
{
    private readonly List<string> _lines = [];

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lines)
            {
                return [.. _lines];
            }
        }
    }

    /// <summary>Gets the values of the last entry as "name=value".</summary>
    public IReadOnlyList<string> Values { get; private set; } = [];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (_lines)
        {
            _lines.Add($"{logLevel}: {formatter(state, exception)}");
            Values = [.. (state as IReadOnlyList<KeyValuePair<string, object?>> ?? []).Select(pair => $"{pair.Key}={pair.Value}")];
        }
    }
}
