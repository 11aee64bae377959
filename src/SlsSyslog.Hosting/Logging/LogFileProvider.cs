using Microsoft.Extensions.Logging;
using Serilog.Debugging;
using Serilog.Extensions.Logging;

namespace SlsSyslog.Hosting;

/// <summary>Writes to the log file. When it cannot be written, because the disk is full for example, one warning is written to stderr.</summary>
internal sealed class LogFileProvider : ILoggerProvider
{
    private readonly SerilogLoggerProvider _file;
    private int _hasWarned;

    public LogFileProvider(Serilog.ILogger logger)
    {
        _file = new SerilogLoggerProvider(logger, dispose: true);
        SelfLog.Enable(Warn);
    }

    public ILogger CreateLogger(string categoryName) => _file.CreateLogger(categoryName);

    public void Dispose()
    {
        try
        {
            _file.Dispose();
        }
        catch (IOException exception)
        {
            // The last lines could not be written. This does not change the result of the run.
            Warn(exception.Message);
        }
    }

    // The text of Serilog continues with a stack trace.
    private void Warn(string text)
    {
        if (Interlocked.Exchange(ref _hasWarned, 1) == 0)
        {
            ForwarderLogging.Warn(text.Split('\n', 2)[0].TrimEnd());
        }
    }
}
