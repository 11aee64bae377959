using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SlsSyslog.Receivers.Tests;

/// <summary>Represents a message as a daemon parsed it. A missing part is <c>-</c>, as in RFC 5424.</summary>
public sealed record ReceivedMessage(
    string Input,
    int Pri,
    string Timestamp,
    string HostName,
    string AppName,
    string ProcId,
    string MsgId,
    string StructuredData,
    string Tag,
    string Text)
{
    /// <summary>Gets the time and its offset. The daemons write the offset zero differently.</summary>
    public DateTimeOffset Time => DateTimeOffset.Parse(Timestamp, CultureInfo.InvariantCulture);

    // rsyslog passes bytes that are not valid UTF-8 unchanged, so the line is decoded with replacement before it is parsed.
    internal static ReceivedMessage Parse(ReadOnlySpan<byte> line)
    {
        string text = Encoding.UTF8.GetString(line);
        using JsonDocument document = JsonDocument.Parse(text);
        JsonElement root = document.RootElement;
        return new ReceivedMessage(
            Value("input"),
            int.Parse(Value("pri"), CultureInfo.InvariantCulture),
            Value("timestamp"),
            Field("hostname"),
            Field("appname"),
            Field("procid"),
            Field("msgid"),
            Field("sd"),
            Value("tag"),
            Value("msg"));

        string Value(string name) => root.TryGetProperty(name, out JsonElement value) ? value.ToString() : "";

        string Field(string name) => Value(name) is { Length: > 0 } value ? value : "-";
    }
}
