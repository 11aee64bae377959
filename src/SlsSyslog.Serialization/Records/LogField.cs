namespace SlsSyslog.Serialization;

/// <summary>Represents a key and its value, or a tag. Valid as long as the record it belongs to.</summary>
public readonly ref struct LogField
{
    internal LogField(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        Key = key;
        Value = value;
    }

    /// <summary>Gets the key as SLS sent it: any bytes, usually UTF-8. It can be empty and can occur more than once in a record.</summary>
    public ReadOnlySpan<byte> Key { get; }

    /// <summary>Gets the value as SLS sent it: any bytes, possibly empty.</summary>
    public ReadOnlySpan<byte> Value { get; }
}
