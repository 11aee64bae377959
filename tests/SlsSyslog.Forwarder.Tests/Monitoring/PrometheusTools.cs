using System.Diagnostics;

namespace SlsSyslog.Forwarder.Tests;

/// <summary>Finds the programs of Debian's package prometheus, and runs promtool.</summary>
internal static class PrometheusTools
{
    private const string Hint = "Install it with tests/SlsSyslog.Forwarder.Tests/install.sh.";

    public static string Prometheus => Find("prometheus");

    /// <summary>Runs promtool in a folder. Returns its exit code and its output.</summary>
    public static Task<(int Code, string Output)> RunPromtoolAsync(string folder, params string[] arguments) =>
        RunPromtoolAsync(folder, input: "", arguments);

    /// <summary>Runs promtool in a folder with an input. Returns its exit code and its output.</summary>
    public static async Task<(int Code, string Output)> RunPromtoolAsync(string folder, string input, string[] arguments)
    {
        ProcessStartInfo start = new(Find("promtool"), arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }

    // Without the program, the test is skipped; in continuous integration it fails instead.
    private static string Find(string program)
    {
        string? path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
        if (path is null)
        {
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") is "true" or "1", $"{program} is not installed. {Hint}");
        }

        return path ?? throw new FileNotFoundException($"{program} is not installed. {Hint}");
    }
}
