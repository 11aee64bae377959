using System.Runtime.InteropServices;

namespace SlsSyslog.EndToEnd;

/// <summary>Where and when the results were measured.</summary>
/// <param name="Date">The day.</param>
/// <param name="Processor">The name of the processor.</param>
/// <param name="Cores">The number of cores.</param>
/// <param name="System">The operating system.</param>
/// <param name="Runtime">The .NET runtime.</param>
/// <param name="Load">The load of the machine before the start.</param>
/// <param name="Rounds">The number of rounds.</param>
/// <param name="Notes">What was not measured and why.</param>
internal sealed record Conditions(
    string Date, string Processor, int Cores, string System, string Runtime, string Load, int Rounds, IReadOnlyList<string> Notes)
{
    public static Conditions Read(int rounds, IReadOnlyList<string> notes) => new(
        DateTime.UtcNow.ToString("yyyy-MM-dd"),
        File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(": ").Last() ?? "",
        Environment.ProcessorCount,
        RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription,
        File.ReadAllText("/proc/loadavg").Split(' ')[0],
        rounds,
        notes);
}
