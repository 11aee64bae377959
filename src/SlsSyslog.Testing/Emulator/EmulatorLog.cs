namespace SlsSyslog.Testing;

/// <summary>Represents one log as SLS stores it (message Log of the SLS protocol).</summary>
public sealed class EmulatorLog
{
    /// <summary>Initializes a new instance of the <see cref="EmulatorLog"/> class.</summary>
    public EmulatorLog()
    {
    }

    /// <summary>Initializes a new instance of the <see cref="EmulatorLog"/> class with text fields.</summary>
    /// <param name="time">The Unix time in seconds.</param>
    /// <param name="fields">The keys and values in order. A key can repeat.</param>
    public EmulatorLog(uint time, params ReadOnlySpan<(string Key, string Value)> fields)
    {
        Time = time;
        List<EmulatorField> contents = new(fields.Length);
        foreach ((string? key, string? value) in fields)
        {
            contents.Add(new EmulatorField(key, value));
        }

        Contents = contents;
    }

    /// <summary>Gets the Unix time in seconds.</summary>
    public uint Time { get; init; }

    /// <summary>Gets the fraction of the second, from 0 to 999,999,999 nanoseconds. The default is <see langword="null"/>, which omits it.</summary>
    public uint? TimeNanoseconds { get; init; }

    /// <summary>Gets the keys and values in order. A key can repeat.</summary>
    public IReadOnlyList<EmulatorField> Contents { get; init; } = [];
}
