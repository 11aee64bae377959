using System.Text;

namespace SlsSyslog.Testing;

/// <summary>A key and its value, or a tag and its value: raw bytes, which may be invalid UTF-8.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">The value.</param>
public readonly record struct EmulatorField(ReadOnlyMemory<byte> Key, ReadOnlyMemory<byte> Value)
{
    /// <summary>Makes a field of text, encoded as UTF-8.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    public EmulatorField(string key, string value)
        : this(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(value))
    {
    }

    /// <summary>Makes a field of a text key and raw bytes.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    public EmulatorField(string key, ReadOnlyMemory<byte> value)
        : this(Encoding.UTF8.GetBytes(key), value)
    {
    }
}
