using System.Globalization;

namespace SlsSyslog.Footprint;

/// <summary>A median with its range.</summary>
internal static class Spread
{
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    public static string Of(IReadOnlyCollection<double> values) =>
        string.Create(CultureInfo.InvariantCulture, $"{Median(values):0.#} ({values.Min():0.#}-{values.Max():0.#})");
}
