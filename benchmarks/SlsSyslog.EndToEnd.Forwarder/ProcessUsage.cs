using System.Globalization;

namespace SlsSyslog.EndToEnd;

/// <summary>What a managed process knows about itself.</summary>
/// <param name="CpuMicroseconds">User and system time.</param>
/// <param name="AllocatedBytes">The bytes allocated on the managed heap.</param>
/// <param name="Collections0">The number of garbage collections.</param>
/// <param name="Collections1">Those of generation 1 or 2.</param>
/// <param name="Collections2">Those of generation 2.</param>
internal readonly record struct ProcessUsage(
    long CpuMicroseconds, long AllocatedBytes, int Collections0, int Collections1, int Collections2)
{
    public static ProcessUsage Read() => new(
        (long)Environment.CpuUsage.TotalTime.TotalMicroseconds,
        GC.GetTotalAllocatedBytes(),
        GC.CollectionCount(0),
        GC.CollectionCount(1),
        GC.CollectionCount(2));

    /// <summary>Reads the line that <see cref="ToString"/> writes.</summary>
    public static ProcessUsage Parse(string line)
    {
        long[] numbers = [.. line.Split(' ').Select(text => long.Parse(text, CultureInfo.InvariantCulture))];
        return new ProcessUsage(numbers[0], numbers[1], (int)numbers[2], (int)numbers[3], (int)numbers[4]);
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{CpuMicroseconds} {AllocatedBytes} {Collections0} {Collections1} {Collections2}");
}
