using SlsSyslog.Serialization;

// A framed buffer from the package alone.
using FrameBuffer frames = new(SyslogFraming.OctetCounting);
Console.WriteLine($"serializer: a buffer of {frames.SliceBytes} bytes, {frames.Count} frames");
