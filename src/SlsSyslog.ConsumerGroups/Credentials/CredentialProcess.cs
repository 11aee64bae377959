using System.ComponentModel;
using System.Diagnostics;

namespace SlsSyslog.ConsumerGroups;

/// <summary>Runs a program and returns what it writes to its standard output. Neither its output nor its arguments appear in errors.</summary>
internal sealed class CredentialProcess(IReadOnlyList<string> command, TimeSpan timeout, TimeProvider timeProvider)
{
    private const int MaxOutputBytes = 256 * 1024;

    /// <exception cref="SlsCredentialException">The program cannot be started, fails, takes too long or writes too much.</exception>
    public async Task<byte[]> RunAsync(CancellationToken cancellationToken)
    {
        using Process process = Start();
        using Deadline deadline = new(timeout, timeProvider, cancellationToken);
        Task errors = process.StandardError.BaseStream.CopyToAsync(Stream.Null, deadline.Token);
        try
        {
            process.StandardInput.Close();
            byte[] output = await ReadAsync(process.StandardOutput.BaseStream, deadline.Token).ConfigureAwait(false);
            await process.WaitForExitAsync(deadline.Token).ConfigureAwait(false);
            return process.ExitCode == 0
                ? output
                : throw Failed($"ended with exit code {process.ExitCode}");
        }
        catch (OperationCanceledException) when (deadline.HasPassed)
        {
            throw Failed($"did not end within {DurationText.Format(timeout)}");
        }
        finally
        {
            Stop(process);
            await errors.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public SlsCredentialException Failed(string problem, Exception? exception = null) =>
        new($"The credential program '{command[0]}' {problem}. Run it in a terminal to see what it writes.", exception);

    private Process Start()
    {
        ProcessStartInfo start = new(command[0], command.Skip(1))
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            CreateNoWindow = true,
        };
        try
        {
            return Process.Start(start) ?? throw Failed("could not be started");
        }
        catch (Exception exception) when (exception is Win32Exception or InvalidOperationException)
        {
            throw new SlsCredentialException(
                $"The credential program '{command[0]}' could not be started: {exception.Message} Specify the path of an executable file.",
                exception);
        }
    }

    private async Task<byte[]> ReadAsync(Stream output, CancellationToken cancellationToken)
    {
        using MemoryStream all = new();
        byte[] part = new byte[4096];
        int read;
        while ((read = await output.ReadAsync(part, cancellationToken).ConfigureAwait(false)) > 0)
        {
            if (all.Length + read > MaxOutputBytes)
            {
                throw Failed($"wrote more than {MaxOutputBytes} bytes");
            }

            all.Write(part.AsSpan(0, read));
        }

        return all.ToArray();
    }

    // Also stops what it started, which can hold the output open.
    private static void Stop(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has ended.
        }
    }
}
