namespace SlsSyslog.Serialization;

/// <summary>Forwards a part of the records, chosen by a hash of their content that is the same in every process and version.</summary>
/// <remarks>The writer of a log can choose content that is not in the sample. Do not sample logs that are evidence.</remarks>
public sealed class SampleFilter : IRecordFilter
{
    private readonly ulong _limit;
    private readonly RecordVariable? _field;

    /// <summary>Initializes a new instance of the <see cref="SampleFilter"/> class.</summary>
    /// <param name="rate">The part of the records to forward, greater than 0 and up to 1.</param>
    /// <param name="field">
    /// The name of the field whose value decides, as in <see cref="RecordRule"/>, so that all records of one user, for example, are in the
    /// sample or none is; records without it are forwarded. The value <see langword="null"/> stands for all fields and the time.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is out of range.</exception>
    public SampleFilter(double rate, string? field = null)
    {
        if (!IsRate(rate))
        {
            throw new ArgumentOutOfRangeException(nameof(rate), rate, "Specify a number greater than 0, up to 1.");
        }

        _limit = rate < 1 ? (ulong)(rate * ulong.MaxValue) : ulong.MaxValue;
        _field = field is null ? null : RecordVariable.ForField(field);
    }

    /// <summary>Determines whether a number can be the rate of a sample.</summary>
    /// <param name="rate">The number.</param>
    /// <returns><see langword="true"/> if it is greater than 0 and at most 1; otherwise, <see langword="false"/>.</returns>
    public static bool IsRate(double rate) => rate is > 0 and <= 1;

    /// <inheritdoc/>
    public bool ShouldForward(scoped LogRecord record)
    {
        if (_field is null)
        {
            return HashAll(record) <= _limit;
        }

        ReadOnlySpan<byte> value = _field.Find(record);
        return AbsentValue.Is(value) || StableHash.Append(0, value) <= _limit;
    }

    private static ulong HashAll(scoped LogRecord record)
    {
        ulong hash = (ulong)record.UnixSeconds;
        for (int i = 0; i < record.FieldCount; i++)
        {
            LogField field = record.GetField(i);
            hash = StableHash.Append(StableHash.Append(hash, field.Key), field.Value);
        }

        return hash;
    }
}
