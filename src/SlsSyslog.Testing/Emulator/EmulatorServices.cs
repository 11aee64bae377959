namespace SlsSyslog.Testing;

/// <summary>What all parts of one emulator share.</summary>
internal sealed class EmulatorServices(SlsEmulatorOptions options)
{
    public SlsEmulatorOptions Options { get; } = options;

    public EmulatorClock Clock { get; } = new(options.TimeProvider);

    public EmulatorJournal Journal { get; } = new(options.JournalCapacity);

    /// <summary>Where changes are kept beyond the process, or null.</summary>
    public StateLog? State { get; set; }
}
