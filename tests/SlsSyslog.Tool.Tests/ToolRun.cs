namespace SlsSyslog.Tool.Tests;

/// <summary>A command line that ran in this process, with its output.</summary>
internal sealed record ToolRun(int ExitCode, string Out, string Error)
{
    public static Task<ToolRun> StartAsync(params string[] args) => StartAsync(args, input: null, timeProvider: null);

    /// <summary>Runs a command line.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="input">The answers of the user, or <see langword="null"/> when nobody answers.</param>
    /// <param name="timeProvider">The clock.</param>
    public static async Task<ToolRun> StartAsync(string[] args, string? input, TimeProvider? timeProvider = null)
    {
        using StringReader answers = new(input ?? "");
        using StringWriter output = new();
        using StringWriter error = new();
        ToolConsole console = new(
            answers,
            TextWriter.Synchronized(output),
            TextWriter.Synchronized(error),
            isInteractive: input is not null,
            isTerminal: false,
            isErrorTerminal: false);
        ToolExitCode code = await ToolProgram.RunAsync(args, console, timeProvider ?? TimeProvider.System);
        return new ToolRun((int)code, output.ToString(), error.ToString());
    }

    /// <summary>Asserts that the command line was refused: one or two lines that contain texts, nothing else, exit code 2.</summary>
    public void AssertRefused(params string[] texts)
    {
        Assert.Equal(2, ExitCode);
        Assert.Equal("", Out);
        Assert.All(texts, text => Assert.Contains(text, Error, StringComparison.Ordinal));
        Assert.InRange(Error.TrimEnd('\n').Split('\n').Length, 1, 2);
        Assert.DoesNotContain("   at ", Error, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', Error);
    }
}
