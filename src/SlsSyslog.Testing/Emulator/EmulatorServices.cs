namespace SlsSyslog.Testing;

/// <summary>What all parts of one emulator share.</summary>
internal sealed record EmulatorServices(SlsEmulatorOptions Options, TimeProvider Clock, EmulatorJournal Journal);
