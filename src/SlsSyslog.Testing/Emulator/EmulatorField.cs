namespace SlsSyslog.Testing;

/// <summary>Represents a key or tag name and its value as raw bytes, which can be invalid UTF-8.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">The value.</param>
public readonly record struct EmulatorField(ReadOnlyMemory<byte> Key, ReadOnlyMemory<byte> Value)
{
    /// <summary>Initializes a new instance of the <see cref="EmulatorField"/> struct with text, encoded as UTF-8.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    public EmulatorField(string key, string value)
        : this(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(value))
    {
    }

    /// <summary>Initializes a new instance of the <see cref="EmulatorField"/> struct with a text key and raw bytes.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    public EmulatorField(string key, ReadOnlyMemory<byte> value)
        : this(Encoding.UTF8.GetBytes(key), value)
    {
    }
}
