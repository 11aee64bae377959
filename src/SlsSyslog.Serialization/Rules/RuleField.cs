namespace SlsSyslog.Serialization;

/// <summary>Represents a value that a rule reads: a variable of the record, or a value of the mapped event.</summary>
internal sealed class RuleField
{
    public required RecordVariable Variable { get; init; }

    /// <summary>Gets the number of the field in the index of the profile; -1 outside of profiles.</summary>
    public int Input { get; init; } = -1;

    /// <summary>Gets the number of the value in the mapped event; -1 when it is not a value of the event.</summary>
    public int Slot { get; init; } = -1;

    /// <summary>Gets the bit of <see cref="Rule.GetRequiredKeys"/>; 0 when the value is not that of a field.</summary>
    public ulong KeyBit => Variable.KeyBit;

    /// <summary>Gets the value; empty when it is absent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Find(scoped in LogRecord record, MappedEvent? mapped)
    {
        if (mapped is not null && Slot >= 0)
        {
            return mapped.GetValue(in record, Slot);
        }

        if (mapped is not null && Input >= 0)
        {
            return mapped.GetInput(in record, Input);
        }

        return FindVariable(in record);
    }

    private ReadOnlySpan<byte> FindVariable(scoped in LogRecord record)
    {
        ReadOnlySpan<byte> value = Variable.Find(record);
        return AbsentValue.Is(value) ? default : value;
    }
}
