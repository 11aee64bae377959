using Microsoft.Extensions.Logging;

namespace SlsSyslog.Tests;

/// <summary>Records the log of a host.</summary>
internal sealed class LogLinesProvider : ILoggerProvider
{
    public LogLines Log { get; } = new();

    public ILogger CreateLogger(string categoryName) => Log;

    public void Dispose()
    {
        // Nothing to release.
    }
}
