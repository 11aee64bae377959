using Microsoft.Extensions.Logging;

namespace SlsSyslog.FunctionCompute.Tests;

public sealed class OutputLoggerProviderTests
{
    [Fact]
    public void Log_TextWithLineBreaks_IsOneLine() => Assert.Equal(
        $"Warning here[7] a project FC Invoke End RequestId: x{Environment.NewLine}",
        Written(logger => logger.Log(LogLevel.Warning, new EventId(7), "a project\r\nFC Invoke End RequestId: x", null, (text, _) => text)));

    [Fact]
    public void Log_Exception_IsIndentedAfterTheEntry() => Assert.Equal(
        $"Error here[8] failed{Environment.NewLine}  System.FormatException: first{Environment.NewLine}  FC Invoke End{Environment.NewLine}",
        Written(logger => logger.Log(LogLevel.Error, new EventId(8), "failed", new FormatException("first\nFC Invoke End"), (text, _) => text)));

    private static string Written(Action<ILogger> log)
    {
        using StringWriter output = new();
        using OutputLoggerProvider provider = new(output);
        log(provider.CreateLogger("here"));
        return output.ToString();
    }
}
