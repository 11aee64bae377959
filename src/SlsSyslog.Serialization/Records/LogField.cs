namespace SlsSyslog.Serialization;

/// <summary>One key with its value, or one tag, lent from the record it belongs to.</summary>
public readonly ref struct LogField
{
    internal LogField(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        Key = key;
        Value = value;
    }

    /// <summary>The key as SLS sent it: UTF-8 by contract, any bytes in fact; may be empty, may repeat within a record.</summary>
    public ReadOnlySpan<byte> Key { get; }

    /// <summary>The value as SLS sent it: any bytes, may be empty.</summary>
    public ReadOnlySpan<byte> Value { get; }
}
