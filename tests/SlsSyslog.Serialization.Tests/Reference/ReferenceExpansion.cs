using System.Text;
using System.Text.Json;

namespace SlsSyslog.Serialization.Tests.Reference;

/// <summary>The rules of expansion, written plainly with the reader of System.Text.Json.</summary>
internal static class ReferenceExpansion
{
    /// <summary>Returns the fields in order, or null when the text is not valid JSON.</summary>
    public static List<(string Name, string Value)>? Flatten(byte[] json, string name, int maxDepth, int maxFields, bool arrays, out int clashes)
    {
        clashes = 0;
        try
        {
            Walk walk = new(json, maxDepth, maxFields, arrays);
            Utf8JsonReader reader = new(json);
            reader.Read();
            if (reader.TokenType is JsonTokenType.StartObject || (reader.TokenType is JsonTokenType.StartArray && arrays))
            {
                walk.Container(ref reader, name, 0);
                clashes = walk.Clashes;
            }
            else
            {
                reader.Skip();
                walk.Fields.Add((name, Encoding.Latin1.GetString(json)));
            }

            while (reader.Read())
            {
            }

            return walk.Fields;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed class Walk(byte[] json, int maxDepth, int maxFields, bool arrays)
    {
        private const int MaxPrefix = 512;
        private readonly HashSet<string> _names = new(StringComparer.Ordinal);

        public List<(string Name, string Value)> Fields { get; } = [];

        public int Clashes { get; private set; }

        // The reader is at the start of an object or array; afterwards, at its end.
        public void Container(ref Utf8JsonReader reader, string name, int depth)
        {
            bool isObject = reader.TokenType == JsonTokenType.StartObject;
            JsonTokenType end = isObject ? JsonTokenType.EndObject : JsonTokenType.EndArray;
            int level = reader.CurrentDepth;
            for (int index = 0; reader.Read() && reader.TokenType != end; index++)
            {
                if (Fields.Count >= maxFields)
                {
                    int start = (int)reader.TokenStartIndex;
                    while (reader.CurrentDepth > level || reader.TokenType != end)
                    {
                        reader.Read();
                    }

                    Add(name, (isObject ? "{" : "[") + Raw(start, (int)reader.BytesConsumed), isRest: true);
                    return;
                }

                string key = isObject ? Text(reader.ValueSpan, reader.ValueIsEscaped) : index.ToString(System.Globalization.CultureInfo.InvariantCulture);
                if (isObject)
                {
                    reader.Read();
                }

                Value(ref reader, $"{name}.{key}", depth + 1);
            }
        }

        private void Value(ref Utf8JsonReader reader, string name, int depth)
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.Null:
                    break;
                case JsonTokenType.String when reader.ValueSpan.IsEmpty:
                    break;
                case JsonTokenType.String:
                    Add(name, Text(reader.ValueSpan, reader.ValueIsEscaped), isRest: false);
                    break;
                case JsonTokenType.StartObject when depth < maxDepth && name.Length <= MaxPrefix:
                case JsonTokenType.StartArray when arrays && depth < maxDepth && name.Length <= MaxPrefix:
                    Container(ref reader, name, depth);
                    break;
                default:
                    int start = (int)reader.TokenStartIndex;
                    reader.Skip();
                    Add(name, Raw(start, (int)reader.BytesConsumed), isRest: false);
                    break;
            }
        }

        private void Add(string name, string value, bool isRest)
        {
            if (_names.Add(name))
            {
                Fields.Add((name, value));
                maxFields += isRest ? 1 : 0;
            }
            else
            {
                Clashes++;
            }
        }

        private string Raw(int start, int end) => Encoding.Latin1.GetString(json.AsSpan(start..end));

        // Bytes as Latin-1 characters, so that text that is not UTF-8 can be compared.
        private static string Text(ReadOnlySpan<byte> value, bool isEscaped)
        {
            if (!isEscaped)
            {
                return Encoding.Latin1.GetString(value);
            }

            // Escapes by way of UTF-16, where a lone surrogate is one unit.
            List<byte> bytes = [];
            for (int i = 0; i < value.Length; i++)
            {
                if (value[i] != '\\')
                {
                    bytes.Add(value[i]);
                    continue;
                }

                StringBuilder units = new();
                while (i + 1 < value.Length && value[i] == '\\' && value[i + 1] == 'u')
                {
                    units.Append((char)Convert.ToInt32(Encoding.ASCII.GetString(value.Slice(i + 2, 4)), 16));
                    i += 6;
                }

                if (units.Length > 0)
                {
                    bytes.AddRange(Encoding.UTF8.GetBytes(units.ToString()));
                    i--;
                    continue;
                }

                i++;
                bytes.Add(value[i] switch
                {
                    (byte)'b' => (byte)'\b',
                    (byte)'f' => (byte)'\f',
                    (byte)'n' => (byte)'\n',
                    (byte)'r' => (byte)'\r',
                    (byte)'t' => (byte)'\t',
                    byte other => other,
                });
            }

            return Encoding.Latin1.GetString([.. bytes]);
        }
    }
}
