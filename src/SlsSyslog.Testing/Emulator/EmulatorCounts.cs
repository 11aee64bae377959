namespace SlsSyslog.Testing;

/// <summary>Represents the counts of an <see cref="SlsEmulator"/> since its start.</summary>
/// <param name="Requests">The requests that got a response.</param>
/// <param name="Errors">The requests that got an error response.</param>
/// <param name="LogGroupsStored">The LogGroups written, by PutLogs or in the process.</param>
/// <param name="LogGroupsServed">The LogGroups in responses to pulls.</param>
/// <param name="RawBytesServed">The bytes of raw log in responses to pulls, before compression.</param>
/// <param name="BodyBytesServed">The bytes of the bodies of responses to pulls, as sent.</param>
/// <param name="BlocksCompressed">The compressed blocks. Pulls of a range that is already compressed do not count.</param>
public sealed record EmulatorCounts(
    long Requests, long Errors, long LogGroupsStored, long LogGroupsServed, long RawBytesServed, long BodyBytesServed, long BlocksCompressed);
