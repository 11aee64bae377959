using System.Text.Json;

namespace SlsSyslog.Serialization;

/// <summary>Reads the JSON text of a profile with the line of every value.</summary>
internal static class ProfileJson
{
    private const int MaxDepth = 32;

    /// <summary>Reads a file. Adds an error and returns null when it is not valid JSON.</summary>
    public static ProfileNode? Read(ReadOnlySpan<byte> json, ProfileErrors errors)
    {
        json = json.StartsWith("\uFEFF"u8) ? json[3..] : json;
        Utf8JsonReader reader = new(json, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, MaxDepth = MaxDepth });
        Lines lines = default;
        try
        {
            reader.Read();
            ProfileNode node = ReadValue(ref reader, json, ref lines, "", errors);
            return reader.Read() ? null : node;
        }
        catch (JsonException exception)
        {
            if (exception.LineNumber is not { } line)
            {
                errors.Add(lines.Find(json, (int)reader.TokenStartIndex), "", exception.Message, "Correct the text.");
                return null;
            }

            long character = (exception.BytePositionInLine ?? 0) + 1;
            errors.Add((int)line + 1, "", "The text is not valid JSON.", $"Correct the text at character {character}.");
            return null;
        }
    }

    private static ProfileNode ReadValue(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, ref Lines lines, string path, ProfileErrors errors)
    {
        int line = lines.Find(json, (int)reader.TokenStartIndex);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return ReadObject(ref reader, json, ref lines, new() { Kind = JsonValueKind.Object, Line = line, Path = path }, errors);
            case JsonTokenType.StartArray:
                ProfileNode array = new() { Kind = JsonValueKind.Array, Line = line, Path = path };
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    array.Items.Add(ReadValue(ref reader, json, ref lines, $"{path}[{array.Items.Count}]", errors));
                }

                return array;
            case JsonTokenType.String:
                return new() { Kind = JsonValueKind.String, Line = line, Path = path, Text = ReadText(ref reader) };
            case JsonTokenType.True:
                return new() { Kind = JsonValueKind.True, Line = line, Path = path, Text = "true" };
            case JsonTokenType.False:
                return new() { Kind = JsonValueKind.False, Line = line, Path = path, Text = "false" };
            case JsonTokenType.Number:
                return new() { Kind = JsonValueKind.Number, Line = line, Path = path, Text = Encoding.UTF8.GetString(reader.ValueSpan) };
            default:
                return new() { Kind = JsonValueKind.Null, Line = line, Path = path, Text = "null" };
        }
    }

    private static ProfileNode ReadObject(
        ref Utf8JsonReader reader, ReadOnlySpan<byte> json, ref Lines lines, ProfileNode node, ProfileErrors errors)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = ReadText(ref reader);
            string path = node.Path.Length == 0 ? name : $"{node.Path}.{name}";
            int line = lines.Find(json, (int)reader.TokenStartIndex);
            reader.Read();
            ProfileNode value = ReadValue(ref reader, json, ref lines, path, errors);
            if (node[name] is { } first)
            {
                errors.Add(line, path, $"The name '{name}' occurs twice, first in line {first.Line}.", "Remove one of them.");
            }
            else
            {
                node.Members.Add(new(name, value));
            }
        }

        return node;
    }

    private static string ReadText(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException exception) // invalid UTF-8, or a lone surrogate
        {
            throw new JsonException("The text is not valid Unicode.", exception);
        }
    }

    // Counts the line breaks between two positions, so that every position costs only its distance from the last one.
    private struct Lines
    {
        private int _position;
        private int _line;

        public int Find(ReadOnlySpan<byte> json, int position)
        {
            _line += json[Math.Min(_position, position)..position].Count((byte)'\n');
            _position = Math.Max(_position, position);
            return _line + 1;
        }
    }
}
