namespace SlsSyslog.Serialization;

/// <summary>Specifies messages without a body. In RFC 5424 messages, the structured data is the content.</summary>
public sealed class NoBodyOptions : BodyOptions
{
    /// <inheritdoc/>
    public override void Validate(OptionErrors errors)
    {
    }

    /// <inheritdoc/>
    public override IMessageFormatter? CreateFormatter(MessageOptions message) => null;
}
