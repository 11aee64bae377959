using System.Text.Json;

namespace SlsSyslog.Tool;

/// <summary>Reads the file of a built-in profile for people.</summary>
internal sealed class ProfileFile
{
    private readonly JsonElement _root;

    private ProfileFile(string name, byte[] content)
    {
        Name = name;
        using JsonDocument document = JsonDocument.Parse(content);
        _root = document.RootElement.Clone();
        Text = Encoding.UTF8.GetString(content).TrimEnd();
    }

    public static IEnumerable<ProfileFile> All => SourceProfiles.Names.Select(name => new ProfileFile(name, SourceProfiles.Read(name)));

    public string Name { get; }

    /// <summary>Gets the content of the file.</summary>
    public string Text { get; }

    /// <summary>Gets the notes on what is known about the records.</summary>
    public IEnumerable<string> Notes => Strings(_root, "notes");

    public ProfileSummary Summary => new(Name, Member(_root, "product"), Member(_root, "evidence"), Topics());

    /// <summary>Gets the names of the vocabulary and the fields or values that they are taken from.</summary>
    public IEnumerable<(string Name, string From)> Fields => _root.TryGetProperty("fields", out JsonElement fields)
        ? fields.EnumerateObject().Select(member => (member.Name, Describe(member.Value)))
        : [];

    /// <exception cref="ToolException">No profile has this name.</exception>
    public static ProfileFile Find(string name)
    {
        if (SourceProfiles.Names.FirstOrDefault(known => known.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } found)
        {
            return new ProfileFile(found, SourceProfiles.Read(found));
        }

        string hint = SimilarName.Find(name, SourceProfiles.Names) is { } similar ? $"Did you mean {similar}? " : "";
        throw new ToolException($"'{PlainText.Clean(name)}' is not a built-in profile. {hint}Run '{ToolProgram.Name} profiles list' for the names.");
    }

    private string[] Topics() => _root.TryGetProperty("match", out JsonElement match)
        ? [.. (match.ValueKind == JsonValueKind.Array ? match.EnumerateArray().ToArray() : [match])
            .SelectMany(condition => Strings(condition, "topic")).Distinct()]
        : [];

    private static IEnumerable<string> Strings(JsonElement parent, string name)
    {
        if (parent.ValueKind != JsonValueKind.Object || !parent.TryGetProperty(name, out JsonElement value))
        {
            return [];
        }

        return value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select(item => item.ToString()) : [value.ToString()];
    }

    private static string Member(JsonElement parent, string name) => parent.TryGetProperty(name, out JsonElement value) ? value.ToString() : "";

    // "a", ["a", "b"], { "from": ... }, { "value": "x" }; anything else is a rule.
    private static string Describe(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(Describe)),
        JsonValueKind.Object when value.TryGetProperty("from", out JsonElement from) => Describe(from),
        JsonValueKind.Object when value.TryGetProperty("value", out JsonElement constant) => $"\"{constant}\"",
        JsonValueKind.Object => "rules",
        _ => value.ToString(),
    };
}
