namespace SlsSyslog.Serialization;

/// <summary>
/// Specifies the body in the Elastic Common Schema: one JSON object with nested objects, such as
/// <c>{"@timestamp":"2026-01-02T03:04:05Z","event":{"action":"ConsoleSignin"},"user":{"name":"alice"}}</c>.
/// </summary>
/// <remarks>
/// <see cref="MessageOptions.Profiles"/> specifies which records are mapped. Topic, source and tags, and the fields that no profile maps, are
/// written below <c>aliyun</c>.
/// </remarks>
public sealed class EcsOptions : BodyOptions
{
    /// <inheritdoc/>
    public override bool WritesFields => true;

    /// <inheritdoc/>
    public override void Validate(OptionErrors errors)
    {
    }

    /// <inheritdoc/>
    public override IMessageFormatter CreateFormatter(MessageOptions message) => new EcsFormatter(this, message);
}
