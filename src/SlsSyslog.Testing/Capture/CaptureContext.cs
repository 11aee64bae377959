namespace SlsSyslog.Testing;

/// <summary>Holds what all connections of one capture server share.</summary>
internal sealed record CaptureContext(SyslogCaptureOptions Options, CaptureLog Log, ReadingPace Pace, AnswerGate Answers)
{
    public bool IsTls => Options.Transport is CaptureTransport.Tls or CaptureTransport.RelpTls;

    public IStreamProtocol NewProtocol() => Options.Transport is CaptureTransport.Relp or CaptureTransport.RelpTls
        ? new RelpSession(Options.MaxFrameBytes)
        : new StreamFrameReader(Options.Framing, Options.MaxFrameBytes);
}
