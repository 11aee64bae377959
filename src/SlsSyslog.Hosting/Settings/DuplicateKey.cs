using System.Text.Json;

namespace SlsSyslog.Hosting;

/// <summary>Finds a key that occurs twice in a settings file. .NET reports the key without its place.</summary>
internal static class DuplicateKey
{
    /// <summary>Returns the line and the position, from 1, of the first value whose key is that of an earlier value.</summary>
    public static (int Line, int Position)? Find(ReadOnlySpan<byte> json)
    {
        ReadOnlySpan<byte> bom = [0xEF, 0xBB, 0xBF];
        json = json.StartsWith(bom) ? json[bom.Length..] : json;
        Utf8JsonReader reader = new(json, new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        HashSet<string> keys = new(StringComparer.OrdinalIgnoreCase);
        Stack<(string Path, bool IsList)> parents = [];
        List<int> counts = [];
        string path = "";
        int start = 0;
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                path = Combine(parents.Peek().Path, reader.GetString()!);
                start = (int)reader.TokenStartIndex;
                continue;
            }

            if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                parents.Pop();
                counts.RemoveAt(counts.Count - 1);
                continue;
            }

            if (parents.TryPeek(out (string Path, bool IsList) parent) && parent.IsList)
            {
                path = Combine(parent.Path, $"{counts[^1]++}");
                start = (int)reader.TokenStartIndex;
            }

            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                parents.Push((path, reader.TokenType == JsonTokenType.StartArray));
                counts.Add(0);
            }
            else if (!keys.Add(path))
            {
                ReadOnlySpan<byte> before = json[..start];
                return (before.Count((byte)'\n') + 1, start - before.LastIndexOf((byte)'\n'));
            }
        }

        return null;
    }

    private static string Combine(string parent, string name) => parent.Length == 0 ? name : $"{parent}:{name}";
}
