using System.Diagnostics;

namespace SlsSyslog.Forwarder.Tests;

/// <summary>Represents a finished command. The exit code is -1 when it is not installed.</summary>
internal sealed record CommandRun(int Code, string Output, string Error)
{
    public static CommandRun Of(string program, params string[] arguments)
    {
        try
        {
            ProcessStartInfo start = new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
            using Process process = Process.Start(start)!;
            Task<string> error = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return new CommandRun(process.ExitCode, output, error.GetAwaiter().GetResult());
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return new CommandRun(-1, "", "");
        }
    }
}
