using Microsoft.Extensions.Logging;

namespace SlsSyslog.FunctionCompute;

/// <summary>Logs to a writer that takes calls from several threads, at once. The service stamps each line with the time it came.</summary>
internal sealed class OutputLoggerProvider(TextWriter output) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new OutputLogger(categoryName, output);

    public void Dispose()
    {
        // The writer is the process's own.
    }

    private sealed class OutputLogger(string category, TextWriter output) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            ArgumentNullException.ThrowIfNull(formatter);

            // A text from outside must not look like the line that ends an invocation.
            string text = string.Join(' ', formatter(state, exception).Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
            string trace = exception is null ? "" : $"{Environment.NewLine}  {exception.ToString().ReplaceLineEndings($"{Environment.NewLine}  ")}";
            output.WriteLine($"{logLevel} {category}[{eventId.Id}] {text}{trace}");
        }
    }
}
