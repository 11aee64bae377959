namespace SlsSyslog.Serialization;

/// <summary>Specifies the key-value body: <c>||key=value||key=value</c>.</summary>
public sealed class KeyValueOptions : DelimitedOptions
{
    /// <inheritdoc/>
    public override IMessageFormatter CreateFormatter(MessageOptions message) => new KeyValueFormatter(this, message);
}
