namespace SlsSyslog.EndToEnd;

/// <summary>The programs that can be measured on this machine.</summary>
internal static class ProgramSet
{
    private const string ForwarderProject = "benchmarks/SlsSyslog.EndToEnd.Forwarder";
    private const string ForwarderAssembly = "MeasuredForwarder";

    /// <summary>Publishes the sample Forwarder in both forms.</summary>
    public static async Task<IReadOnlyList<ShippedForwarder>> PrepareShippedAsync() =>
    [
        new ShippedForwarder("native", await PublishedPrograms.NativeAsync("samples/Forwarder", "Forwarder")),
        new ShippedForwarder("JIT", await PublishedPrograms.JitAsync("samples/Forwarder", "Forwarder")),
    ];

    /// <summary>Publishes, compiles and finds programs by their names.</summary>
    /// <param name="names">The names.</param>
    /// <param name="notes">Gets a line for each program that cannot be measured.</param>
    public static async Task<IReadOnlyList<IMeasuredProgram>> PrepareAsync(IReadOnlyCollection<string> names, List<string> notes)
    {
        List<IMeasuredProgram> programs = [];
        foreach (string name in names)
        {
            switch (name)
            {
                case "native":
                    programs.Add(new OurForwarder(name, await PublishedPrograms.NativeAsync(ForwarderProject, ForwarderAssembly)));
                    break;

                case "jit":
                    programs.Add(new OurForwarder(name, await PublishedPrograms.JitAsync(ForwarderProject, ForwarderAssembly)));
                    break;

                case "limit" when await LimitProgram.CompileAsync() is { } limit:
                    programs.Add(limit);
                    break;

                case "limit":
                    notes.Add("limit: not measured. No C compiler or no liblz4.so.1 is installed.");
                    break;

                case "rsyslog" when RsyslogRelay.IsInstalled:
                    programs.Add(new RsyslogRelay());
                    break;

                case "rsyslog":
                    notes.Add("rsyslog: not measured. rsyslogd is not installed; tests/SlsSyslog.Receivers.Tests/install.sh installs it.");
                    break;

                default:
                    throw new ArgumentException($"'{name}' is not a valid program. Specify native, jit, limit or rsyslog.");
            }
        }

        return programs;
    }
}
