using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;

namespace SlsSyslog.QuickStart.Tests;

/// <summary>Runs the program as users do, with and without a terminal.</summary>
public sealed class QuickStartTests
{
    // .NET itself switches the keypad of a terminal (ESC [?1h).
    private static readonly Regex Escapes = new(@"\e\[[0-9;]*[A-Za-z]");
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private static readonly string Program = typeof(QuickStartTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "QuickStartPath")
        .Value!;

    private static string Dotnet => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    [Fact]
    public async Task QuickStart_OutputIsRedirected_WritesPlainLinesWithTheResultsFirst()
    {
        string output = await RunAsync(Dotnet, [Program]);

        AssertComplete(output);
        Assert.DoesNotMatch(Escapes, output);
        Assert.Contains("The receiver resets its connections", output, StringComparison.Ordinal);
        Assert.Contains("default: waiting", output, StringComparison.Ordinal);
        Assert.True(output.IndexOf("missing", StringComparison.Ordinal) < output.IndexOf("CEF:0|", StringComparison.Ordinal), output);
        Assert.Contains("|ConsoleSignin|6|", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task QuickStart_TerminalWithNoColor_WritesPlainLines()
    {
        string output = await RunOnTerminalAsync(("NO_COLOR", "1"));

        AssertComplete(output);
        Assert.DoesNotMatch(Escapes, output);
        Assert.Contains("default: waiting", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task QuickStart_Terminal_ShowsALiveTableAndCutsMessagesToItsWidth()
    {
        string output = await RunOnTerminalAsync();

        AssertComplete(output);
        Assert.Matches(Escapes, output);
        Assert.Contains("records/s", output, StringComparison.Ordinal);
        Assert.Contains("waiting", output, StringComparison.Ordinal);
        string[] messages = [.. output[output.LastIndexOf("missing", StringComparison.Ordinal)..].Split('\n').Where(line => line.Contains("CEF:0|", StringComparison.Ordinal))];
        Assert.NotEmpty(messages);
        Assert.All(messages, message => Assert.InRange(message.TrimEnd().Length, 1, 120));
    }

    private static void AssertComplete(string output)
    {
        Assert.Matches(@"delivered +20,000", output);
        Assert.Matches(@"confirmed +20,000", output);
        Assert.Matches(@"missing +0\b", output);
    }

    // util-linux's script gives the program a terminal of 120 columns.
    private static Task<string> RunOnTerminalAsync(params (string Name, string Value)[] variables)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/usr/bin/script"), "The program script is not installed.");
        return RunAsync("/usr/bin/script", ["-qec", $"stty cols 120 rows 40; exec '{Dotnet}' '{Program}'", "/dev/null"], [("TERM", "xterm-256color"), .. variables]);
    }

    private static async Task<string> RunAsync(string program, string[] arguments, params (string Name, string Value)[] variables)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.Environment.Remove("NO_COLOR");
        foreach ((string name, string value) in variables)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        using CancellationTokenSource deadline = new(Limit);
        await process.WaitForExitAsync(deadline.Token);
        string text = await output;
        Assert.True(process.ExitCode == 0, text + await errors);
        return text;
    }
}
