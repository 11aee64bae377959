using System.Globalization;

namespace SlsSyslog.EndToEnd;

/// <summary>Reads what Linux counts for a process, from <c>/proc</c>.</summary>
internal sealed class ProcessCounters(int id)
{
    private const double TicksPerSecond = 100; // USER_HZ, which is the same on every Linux system that .NET supports.

    public int Id => id;

    /// <summary>Gets the user and system time in seconds, in steps of a hundredth.</summary>
    public double CpuSeconds
    {
        get
        {
            // Fields 14 and 15 of proc(5), counted after the name in brackets, which can contain spaces.
            string stat = File.ReadAllText($"/proc/{id}/stat");
            string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return (double.Parse(fields[11], CultureInfo.InvariantCulture) + double.Parse(fields[12], CultureInfo.InvariantCulture)) / TicksPerSecond;
        }
    }

    /// <summary>Gets the maximum resident memory in megabytes (10^6).</summary>
    public double PeakMegabytes => ReadStatus($"/proc/{id}/status", "VmHWM:") * 1024 / 1e6;

    /// <summary>Gets the number of context switches of the current threads.</summary>
    public long ContextSwitches
    {
        get
        {
            long sum = 0;
            foreach (string thread in Directory.GetDirectories($"/proc/{id}/task"))
            {
                try
                {
                    sum += ReadStatus($"{thread}/status", "voluntary_ctxt_switches:") + ReadStatus($"{thread}/status", "nonvoluntary_ctxt_switches:");
                }
                catch (IOException)
                {
                    continue; // The thread has ended.
                }
            }

            return sum;
        }
    }

    private static long ReadStatus(string file, string name)
    {
        string line = File.ReadLines(file).First(line => line.StartsWith(name, StringComparison.Ordinal));
        return long.Parse(line[name.Length..].Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[0], CultureInfo.InvariantCulture);
    }
}
