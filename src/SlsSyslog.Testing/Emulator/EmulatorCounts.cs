namespace SlsSyslog.Testing;

/// <summary>What an <see cref="SlsEmulator"/> has done since its start.</summary>
/// <param name="Requests">Requests answered.</param>
/// <param name="Errors">Requests answered with an error.</param>
/// <param name="LogGroupsStored">LogGroups written, by PutLogs or from within the process.</param>
/// <param name="LogGroupsServed">LogGroups in answers to pulls.</param>
/// <param name="RawBytesServed">Bytes of raw log in answers to pulls, before compression.</param>
/// <param name="BodyBytesServed">Bytes of the bodies of answers to pulls, as sent.</param>
/// <param name="BlocksCompressed">Blocks compressed; pulls of a range already compressed do not count.</param>
public sealed record EmulatorCounts(
    long Requests, long Errors, long LogGroupsStored, long LogGroupsServed, long RawBytesServed, long BodyBytesServed, long BlocksCompressed);
