namespace SlsSyslog.Testing;

/// <summary>One log as SLS stores it (message Log of the SLS protocol).</summary>
public sealed class EmulatorLog
{
    /// <summary>Makes an empty log; set its members.</summary>
    public EmulatorLog()
    {
    }

    /// <summary>Makes a log of text fields.</summary>
    /// <param name="time">Unix time in seconds.</param>
    /// <param name="fields">Keys and values in order; a key may repeat.</param>
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

    /// <summary>Unix time in seconds.</summary>
    public uint Time { get; init; }

    /// <summary>The part of the time below a second, 0 to 999 999 999 nanoseconds; null, the default, leaves it out.</summary>
    public uint? TimeNanoseconds { get; init; }

    /// <summary>Keys and values in order; a key may repeat.</summary>
    public IReadOnlyList<EmulatorField> Contents { get; init; } = [];
}
