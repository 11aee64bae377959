using System.Buffers;
using System.Text.Json;

namespace SlsSyslog;

/// <summary>
/// Converts a section to the JSON text of a rule. Configuration knows texts only and ignores the case of keys; a rule has numbers, truth values
/// and names in camel case.
/// </summary>
internal static class RuleSection
{
    private static readonly string[] Names =
        ["all", "any", "not", "field", "equals", "in", "startsWith", "contains", "exists", "matches", "greaterThan", "ignoreCase"];

    public static string ToJson(IConfigurationSection section)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
        {
            Write(section, "", writer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(IConfigurationSection section, string name, Utf8JsonWriter writer)
    {
        IConfigurationSection[] children = [.. section.GetChildren()];
        if (children.Length == 0)
        {
            WriteValue(section.Value ?? "", name, writer);
        }
        else if (Array.TrueForAll(children, child => int.TryParse(child.Key, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
        {
            writer.WriteStartArray();
            Array.ForEach(children, child => Write(child, name, writer));
            writer.WriteEndArray();
        }
        else
        {
            writer.WriteStartObject();
            foreach (IConfigurationSection child in children)
            {
                string known = Array.Find(Names, other => other.Equals(child.Key, StringComparison.OrdinalIgnoreCase)) ?? child.Key;
                writer.WritePropertyName(known);
                Write(child, known, writer);
            }

            writer.WriteEndObject();
        }
    }

    private static void WriteValue(string text, string name, Utf8JsonWriter writer)
    {
        if (name is "exists" or "ignoreCase" && bool.TryParse(text, out bool flag))
        {
            writer.WriteBooleanValue(flag);
        }
        else if (name == "greaterThan" && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            && double.IsFinite(number))
        {
            writer.WriteNumberValue(number);
        }
        else
        {
            writer.WriteStringValue(text);
        }
    }
}
