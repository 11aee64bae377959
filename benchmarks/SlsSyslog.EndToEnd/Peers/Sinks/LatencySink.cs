using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;

namespace SlsSyslog.EndToEnd;

/// <summary>Compares the time in each message with the time of its receipt. The clock is that of the system, the same in all processes.</summary>
internal sealed class LatencySink
{
    /// <summary>The field with the time at which the log was appended in SLS.</summary>
    public const string Key = "appendedAt";

    private static readonly byte[] Mark = "appendedAt="u8.ToArray();
    private readonly Lock _lock = new();
    private readonly List<double> _milliseconds = [];

    public static string Now() => Stopwatch.GetTimestamp().ToString("D20", CultureInfo.InvariantCulture);

    /// <summary>Gets all latencies in milliseconds.</summary>
    public string Describe()
    {
        lock (_lock)
        {
            return string.Join(' ', _milliseconds.Select(value => value.ToString("F2", CultureInfo.InvariantCulture)));
        }
    }

    public void Read(Stream stream)
    {
        byte[] buffer = new byte[256 * 1024];
        for (int count = stream.Read(buffer); count > 0; count = stream.Read(buffer))
        {
            long now = Stopwatch.GetTimestamp();
            ReadOnlySpan<byte> bytes = buffer.AsSpan(0, count);
            for (int at = bytes.IndexOf(Mark); at >= 0; at = bytes.IndexOf(Mark))
            {
                bytes = bytes[(at + Mark.Length)..];
                if (Utf8Parser.TryParse(bytes, out long appended, out _))
                {
                    lock (_lock)
                    {
                        _milliseconds.Add((now - appended) * 1000.0 / Stopwatch.Frequency);
                    }
                }
            }
        }
    }
}
