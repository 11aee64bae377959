namespace SlsSyslog.Testing;

/// <summary>Represents the counts of an <see cref="SlsEmulator"/> since its start.</summary>
/// <param name="Requests">The answered requests.</param>
/// <param name="Errors">The requests answered with an error.</param>
/// <param name="LogGroupsStored">The LogGroups written, by PutLogs or in the process.</param>
/// <param name="LogGroupsServed">The LogGroups in answers to pulls.</param>
/// <param name="RawBytesServed">The bytes of raw log in answers to pulls, before compression.</param>
/// <param name="BodyBytesServed">The bytes of the bodies of answers to pulls, as sent.</param>
/// <param name="BlocksCompressed">The compressed blocks. Pulls of a range that is already compressed do not count.</param>
public sealed record EmulatorCounts(
    long Requests, long Errors, long LogGroupsStored, long LogGroupsServed, long RawBytesServed, long BodyBytesServed, long BlocksCompressed);
