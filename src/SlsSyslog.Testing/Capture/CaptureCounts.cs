namespace SlsSyslog.Testing;

/// <summary>What a <see cref="SyslogCaptureServer"/> has seen since its start.</summary>
/// <param name="Connections">Connections accepted.</param>
/// <param name="OpenConnections">Connections open at this moment.</param>
/// <param name="Messages">Whole messages received.</param>
/// <param name="Bytes">Bytes read from the connections, framing included.</param>
/// <param name="FramingErrors">Connections ended because a frame could not be read.</param>
/// <param name="PartialFrames">Connections that ended within a frame; that frame is not a message.</param>
/// <param name="Resets">Connections the sender reset.</param>
/// <param name="CleanCloses">Connections whose sender shut down its side at a frame boundary.</param>
/// <param name="FailedHandshakes">TLS connections ended before their first byte: refused, given up or not TLS at all.</param>
public sealed record CaptureCounts(
    int Connections, int OpenConnections, long Messages, long Bytes, int FramingErrors, int PartialFrames, int Resets, int CleanCloses,
    int FailedHandshakes);
