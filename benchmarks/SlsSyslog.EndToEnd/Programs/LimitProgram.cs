using System.Diagnostics;
using System.Globalization;

namespace SlsSyslog.EndToEnd;

/// <summary>The limit program in C, for the same logs from the same emulator. Needs a C compiler and liblz4.</summary>
internal sealed class LimitProgram : IMeasuredProgram
{
    private readonly string _path;

    private LimitProgram(string path) => _path = path;

    public string Name => "limit";

    /// <summary>Compiles the program.</summary>
    /// <returns>The program, or <see langword="null"/> if it cannot be compiled.</returns>
    public static async Task<LimitProgram?> CompileAsync()
    {
        string folder = Directory.CreateDirectory(Path.Combine(PublishedPrograms.Repository, "artifacts", "end-to-end")).FullName;
        string path = Path.Combine(folder, "limit");
        string source = Path.Combine(PublishedPrograms.Repository, "benchmarks", "SlsSyslog.EndToEnd", "LimitProgram", "limit.c");
        try
        {
            using Process compiler = Process.Start("cc", ["-O3", "-o", path, source, "-l:liblz4.so.1"]);
            await compiler.WaitForExitAsync();
            return compiler.ExitCode == 0 ? new LimitProgram(path) : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    public async Task<IProgramRun> StartAsync(Assignment assignment)
    {
        // Whatever the transport is, the limit is that of TCP.
        int port = await assignment.Peers.Sink.PortAsync("tcp");
        return new LimitRun(
            new ChildProcess(
                _path,
                [
                    assignment.Peers.Sls.Endpoint.Port.ToString(CultureInfo.InvariantCulture),
                    SlsRole.Project,
                    assignment.Logstore.Name,
                    port.ToString(CultureInfo.InvariantCulture),
                    assignment.SentPerRawByte.ToString("F6", CultureInfo.InvariantCulture),
                    .. assignment.Logstore.Ranges,
                ]),
            assignment);
    }

    private sealed class LimitRun(ChildProcess process, Assignment assignment) : IProgramRun
    {
        private readonly Task<string> _done = process.ReadAsync();

        public long Started => process.Started;

        public ProcessCounters Counters => process.Counters;

        public double RawBytes => assignment.Logstore.RawBytes;

        public async Task<bool> IsCompleteAsync()
        {
            if (!_done.IsCompleted)
            {
                return false;
            }

            await _done;
            return true;
        }

        public Task<ProcessUsage?> ReadUsageAsync() => Task.FromResult<ProcessUsage?>(null);

        public void Dispose() => process.Dispose();
    }
}
