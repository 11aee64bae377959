namespace SlsSyslog.Testing;

/// <summary>Holds what all parts of one emulator share.</summary>
internal sealed class EmulatorServices(SlsEmulatorOptions options)
{
    public SlsEmulatorOptions Options { get; } = options;

    public EmulatorClock Clock { get; } = new(options.TimeProvider);

    public EmulatorJournal Journal { get; } = new(options.JournalCapacity);

    /// <summary>Gets the log that stores changes beyond the process, or <see langword="null"/>.</summary>
    public StateLog? State { get; set; }
}
