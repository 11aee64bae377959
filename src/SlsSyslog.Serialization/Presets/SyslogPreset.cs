namespace SlsSyslog.Serialization;

/// <summary>Represents the values that a preset sets.</summary>
internal sealed record SyslogPreset(string Name, Func<BodyOptions> CreateBody)
{
    public SyslogEnvelope Envelope { get; init; } = SyslogEnvelope.Rfc5424;

    public SyslogFraming Framing { get; init; } = SyslogFraming.OctetCounting;

    public int MaxBytes { get; init; } = FrameBuffer.DefaultMaxMessageBytes;

    public string Facility { get; init; } = "user";

    public string? SeverityField { get; init; } = "level";

    public string AppName { get; init; } = "{__topic__}";

    public bool PreserveNames { get; init; }

    /// <summary>Gets the profiles; empty for receivers that read the fields of the log.</summary>
    public string[] Profiles { get; init; } = [ProfileList.Auto];

    public void Apply(MessageOptions message)
    {
        message.Envelope = Envelope;
        message.Body = CreateBody();
        message.MaxBytes = MaxBytes;
        message.Facility = Facility;
        message.Severity.Field = SeverityField;
        message.AppName = AppName;
        message.Rfc3164.PreserveNames = PreserveNames;
        message.Profiles = [.. Profiles];
    }
}
