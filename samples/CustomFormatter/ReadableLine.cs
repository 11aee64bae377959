using SlsSyslog.Serialization;

namespace CustomFormatter;

/// <summary>The same with strings: easier, and it makes some objects for each record.</summary>
public sealed class ReadableLine : TextMessageFormatter
{
    /// <inheritdoc/>
    public override string Format(TextRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        string what = record["event.errorCode"] is { Length: > 0 } code ? $"was refused ({code})" : "signed in";
        return $"{record["event.userIdentity.userName"] ?? "somebody"} {what} from {record["event.sourceIpAddress"] ?? "somewhere"}";
    }
}
