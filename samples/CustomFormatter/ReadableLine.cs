using SlsSyslog.Serialization;

namespace CustomFormatter;

/// <summary>Writes the same with strings, which is easier and allocates some objects per record.</summary>
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
