using Microsoft.Extensions.Logging;

namespace SlsSyslog.Transports.Tests;

/// <summary>Records the log.</summary>
internal sealed class LogLines<T> : ILogger<T>
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

    public int Count(int id) => Lines.Count(line => line.Id == id);

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
