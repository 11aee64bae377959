namespace SlsSyslog.EndToEnd;

/// <summary>What one run of a program showed. Megabytes are 10^6 bytes of raw log. What a program cannot report is null.</summary>
internal sealed record RoundResult
{
    /// <summary>Gets the megabytes for each CPU-second, from the start of the process to the last confirmed log.</summary>
    public required double Whole { get; init; }

    /// <summary>Gets the same without the first quarter.</summary>
    public required double Steady { get; init; }

    /// <summary>Gets the megabytes for each second without the first quarter.</summary>
    public required double Wall { get; init; }

    public required double RecordsPerSecond { get; init; }

    /// <summary>Gets the bytes on the managed heap for each record without the first quarter.</summary>
    public double? AllocatedPerRecord { get; init; }

    public int? Collections0 { get; init; }

    public int? Collections1 { get; init; }

    public int? Collections2 { get; init; }

    public required double PeakMegabytes { get; init; }

    /// <summary>Gets the context switches for each gigabyte.</summary>
    public required double SwitchesPerGigabyte { get; init; }

    /// <summary>Gets the time from the start of the process to the first received byte, in milliseconds.</summary>
    public required double FirstByteMilliseconds { get; init; }

    public required double CpuSeconds { get; init; }

    /// <summary>Gets the bytes sent for each byte of raw log.</summary>
    public required double SentPerRawByte { get; init; }
}
