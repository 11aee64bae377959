using System.Globalization;
using System.Text;
using System.Text.Json;
using SlsSyslog.Serialization.Tests.Support;

namespace SlsSyslog.Serialization.Tests.Sources;

/// <summary>Provides the invented records in the shapes of the logs of Alibaba Cloud.</summary>
internal static class SourceLogs
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "SlsSyslog.Serialization.Tests", "Sources", "Records");

    public static IEnumerable<string> Names =>
        Directory.GetFiles(Folder, "*.jsonl").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal);

    public static string[] ReadLines(string name) => File.ReadAllLines(Path.Combine(Folder, $"{name}.jsonl"));

    /// <summary>Builds the record of a line.</summary>
    public static LogRecordBuilder Build(string line, string logstore = "logs")
    {
        LogRecordBuilder builder = new LogRecordBuilder().Clear(new LogOrigin("sec-prod", logstore, "0"));
        using JsonDocument document = JsonDocument.Parse(line);
        foreach (JsonProperty member in document.RootElement.EnumerateObject())
        {
            string text = member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString()! : member.Value.GetRawText();
            switch (member.Name)
            {
                case "__time__":
                    builder.SetTime(long.Parse(text, CultureInfo.InvariantCulture));
                    break;
                case "__topic__":
                    builder.SetTopic(text);
                    break;
                case "__source__":
                    builder.SetSource(text);
                    break;
                case { } tag when tag.StartsWith("__tag__:", StringComparison.Ordinal):
                    builder.AddTag(tag["__tag__:".Length..], text);
                    break;
                default:
                    builder.AddField(member.Name, text);
                    break;
            }
        }

        return builder;
    }

    /// <summary>Finds the record whose line contains a text.</summary>
    public static LogRecordBuilder Find(string name, string text) =>
        Build(ReadLines(name).First(line => line.Contains(text, StringComparison.Ordinal)));

    /// <summary>Creates options that write a body without an envelope, with all built-in profiles.</summary>
    public static MessageOptions CreateOptions(BodyOptions body, params string[] profiles) =>
        new() { Envelope = SyslogEnvelope.None, Body = body, Profiles = profiles.Length == 0 ? ["auto"] : profiles };

    /// <summary>Formats a record as the body of a message.</summary>
    public static string Format(MessageOptions options, LogRecordBuilder builder) =>
        Encoding.UTF8.GetString(Frames.Format(options.CreateFormatter(), builder.Record, options.MaxBytes, out _));
}
