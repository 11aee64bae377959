namespace SlsSyslog.FunctionCompute;

/// <summary>Writes log entries immediately to a writer that is safe for several threads. The service adds the time to each line.</summary>
internal sealed class OutputLoggerProvider(TextWriter output) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new OutputLogger(categoryName, output);

    public void Dispose()
    {
        // The writer belongs to the process.
    }

    private sealed class OutputLogger(string category, TextWriter output) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            ArgumentNullException.ThrowIfNull(formatter);

            // Text from outside must not look like the line that ends an invocation.
            string text = PlainText.Clean(formatter(state, exception).ReplaceLineEndings(" "));
            string trace = exception is null
                ? ""
                : string.Concat(LinesOf(exception).Select(line => $"{Environment.NewLine}  {PlainText.Clean(line)}"));
            output.WriteLine($"{logLevel} {category}[{eventId.Id}] {text}{trace}");
        }

        private static string[] LinesOf(Exception exception) => exception.ToString().ReplaceLineEndings("\n").Split('\n');
    }
}
