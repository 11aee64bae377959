namespace SlsSyslog.Serialization;

/// <summary>Specifies the body of Alibaba's sample, byte for byte and without escapes: <c>||key=value||key=value</c>.</summary>
public sealed class AlibabaSampleOptions : DelimitedOptions
{
    /// <inheritdoc/>
    public override IMessageFormatter CreateFormatter(MessageOptions message) => new AlibabaSampleFormatter(this, message);
}
