using Microsoft.Extensions.Logging;

namespace SlsSyslog.Tests;

/// <summary>Records the log.</summary>
internal sealed class LogLines : ILogger
{
    private readonly List<(int Id, string Text)> _lines = [];

    public (int Id, string Text)[] Lines
    {
        get
        {
            lock (_lines)
            {
                return [.. _lines];
            }
        }
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (_lines)
        {
            _lines.Add((eventId.Id, formatter(state, exception)));
        }
    }
}
