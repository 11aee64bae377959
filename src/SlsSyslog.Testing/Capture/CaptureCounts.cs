namespace SlsSyslog.Testing;

/// <summary>Represents the counts of a <see cref="SyslogCaptureServer"/> since its start.</summary>
/// <param name="Connections">The accepted connections.</param>
/// <param name="OpenConnections">The connections that are open now.</param>
/// <param name="Messages">The complete messages received.</param>
/// <param name="Bytes">The bytes read from the connections, including framing.</param>
/// <param name="FramingErrors">The connections that ended because of an invalid frame.</param>
/// <param name="PartialFrames">The connections that ended within a frame. The partial frame does not count as a message.</param>
/// <param name="Resets">The connections that the sender reset.</param>
/// <param name="CleanCloses">The connections that the sender closed at a frame boundary.</param>
/// <param name="FailedHandshakes">The TLS connections that ended before their first byte: refused, canceled or not TLS.</param>
public sealed record CaptureCounts(
    int Connections, int OpenConnections, long Messages, long Bytes, int FramingErrors, int PartialFrames, int Resets, int CleanCloses,
    int FailedHandshakes);
