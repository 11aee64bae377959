using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace SlsSyslog.FaultSuite;

/// <summary>Keeps the log of a forwarder, which is shown when its scenario fails.</summary>
internal sealed class LogLines(ConcurrentQueue<string> lines, string consumer) : ILoggerProvider, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        lines.Enqueue($"{DateTime.UtcNow:HH:mm:ss.fff} {consumer} {logLevel} {eventId.Id} {formatter(state, exception)} {exception?.Message}");

    public void Dispose()
    {
        // The lines are needed after the host is disposed.
    }
}
