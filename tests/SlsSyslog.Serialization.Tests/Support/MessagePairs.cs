using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using SlsSyslog.Serialization.Tests.Reference;

namespace SlsSyslog.Serialization.Tests.Support;

/// <summary>Reads the pairs of a message as a receiver does.</summary>
internal static partial class MessagePairs
{
    /// <summary>Gets the bodies that write pairs. <c>None</c> writes them as structured data.</summary>
    public static readonly string[] Bodies = ["KeyValue", "Json", "Cef", "Leef", "None"];

    /// <summary>Creates a message with the body, RFC 5424, without header fields that depend on the record.</summary>
    public static MessageOptions Create(string body)
    {
        MessageOptions message = new() { Hostname = "h", AppName = "a", Body = Messages.CreateBody(body) };
        if (message.Body is NoBodyOptions)
        {
            message.Rfc5424.StructuredData.Add(new() { Id = "x@32473" });
        }

        return message;
    }

    /// <summary>Gets the options that select and rename the pairs.</summary>
    public static FieldOptions FieldsOf(MessageOptions message) =>
        message.Body is NoBodyOptions ? message.Rfc5424.StructuredData[0].Fields : message.Fields;

    public static List<(string Key, string Value)> Read(string body, string message)
    {
        int start = message.IndexOf(" - - ", StringComparison.Ordinal) + 5;
        string text = message[start..];
        switch (body)
        {
            case "KeyValue":
                return KeyValueParser.Parse(text[2..], "||", "=");
            case "Json":
                using (JsonDocument document = JsonDocument.Parse(text[2..]))
                {
                    return [.. document.RootElement.EnumerateObject().Select(member => (member.Name, member.Value.ToString()))];
                }

            case "Cef":
                string extension = text[(text.LastIndexOf('|') + 1)..];
                MatchCollection keys = CefKey().Matches(extension);
                return [.. keys.Select((key, i) => (
                    key.Groups[1].Value,
                    extension[(key.Index + key.Length)..(i + 1 < keys.Count ? keys[i + 1].Index : extension.Length)]))];
            case "Leef":
                return
                [
                    .. text[(text.LastIndexOf('|') + 1)..].Split('\t').Select(pair =>
                        (Escapes.Undo(pair[..pair.IndexOf('=')], keepsUnknown: true), pair[(pair.IndexOf('=') + 1)..])),
                ];
            default:
                return SdParser.Parse(text, out _)[0].Parameters;
        }
    }

    public static string Format(MessageOptions message, LogRecordBuilder builder, int maxBytes = 100_000) =>
        Encoding.UTF8.GetString(Frames.Format(message.CreateFormatter(), builder.Record, maxBytes, out _));

    [GeneratedRegex(@"(?:^| )([A-Za-z0-9_.]+)(?<!\\)=")]
    private static partial Regex CefKey();
}
