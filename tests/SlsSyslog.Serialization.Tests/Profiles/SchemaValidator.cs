using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace SlsSyslog.Serialization.Tests.Profiles;

/// <summary>Validates JSON with the keywords that the schema of profiles uses. Fails on every other keyword.</summary>
internal sealed class SchemaValidator(JsonObject root)
{
    private static readonly HashSet<string> Annotations = ["$schema", "$defs", "title", "description"];

    /// <summary>Gets the properties that valid documents contained: the definition and the name.</summary>
    public HashSet<(JsonObject Schema, string Property)> Visited { get; } = [];

    public bool IsValid(JsonNode? value) => IsValid(root, value);

    /// <summary>Gets all properties that the schema defines.</summary>
    public static IEnumerable<(JsonObject Schema, string Property)> GetProperties(JsonNode? node)
    {
        if (node is JsonObject schema)
        {
            if (schema["properties"] is JsonObject properties && schema["additionalProperties"] is JsonValue)
            {
                foreach ((string name, _) in properties)
                {
                    yield return (schema, name);
                }
            }

            foreach ((JsonObject, string) property in schema.SelectMany(member => GetProperties(member.Value)))
            {
                yield return property;
            }
        }
        else if (node is JsonArray array)
        {
            foreach ((JsonObject, string) property in array.SelectMany(GetProperties))
            {
                yield return property;
            }
        }
    }

    private bool IsValid(JsonObject schema, JsonNode? value)
    {
        foreach ((string keyword, JsonNode? argument) in schema)
        {
            if (!Annotations.Contains(keyword) && !Holds(schema, keyword, argument!, value))
            {
                return false;
            }
        }

        if (value is JsonObject members)
        {
            Visited.UnionWith(members.Select(member => (schema, member.Key)));
        }

        return true;
    }

    private bool Holds(JsonObject schema, string keyword, JsonNode argument, JsonNode? value) => keyword switch
    {
        "$ref" => IsValid((JsonObject)root["$defs"]![((string)argument!)["#/$defs/".Length..]]!, value),
        "type" => IsOfType((string)argument!, value),
        "enum" => ((JsonArray)argument).Any(item => JsonNode.DeepEquals(item, value)),
        "const" => JsonNode.DeepEquals(argument, value),
        "oneOf" => ((JsonArray)argument).Count(item => IsValid((JsonObject)item!, value)) == 1,
        "required" => value is not JsonObject members || ((JsonArray)argument).All(name => members.ContainsKey((string)name!)),
        "properties" => value is not JsonObject members
            || members.All(member => argument[member.Key] is not JsonObject property || IsValid(property, member.Value)),
        "additionalProperties" => value is not JsonObject members
            || members.All(member => schema["properties"]?[member.Key] is not null
                || (argument is JsonObject other ? IsValid(other, member.Value) : (bool)argument)),
        "items" => value is not JsonArray items || items.All(item => IsValid((JsonObject)argument, item)),
        "pattern" => GetText(value) is not { } text || Regex.IsMatch(text, (string)argument!, RegexOptions.CultureInvariant),
        "minLength" => GetText(value) is not { } text || text.Length >= (int)argument,
        "maxLength" => GetText(value) is not { } text || text.Length <= (int)argument,
        "minItems" => value is not JsonArray items || items.Count >= (int)argument,
        "maxItems" => value is not JsonArray items || items.Count <= (int)argument,
        "minProperties" => value is not JsonObject members || members.Count >= (int)argument,
        "minimum" => !IsOfType("number", value) || GetNumber(value!) >= (int)argument,
        "maximum" => !IsOfType("number", value) || GetNumber(value!) <= (int)argument,
        "uniqueItems" => value is not JsonArray items || items.Select(item => item?.ToJsonString()).Distinct().Count() == items.Count,
        _ => throw new NotSupportedException($"The keyword {keyword} is not supported."),
    };

    private static bool IsOfType(string type, JsonNode? value) => type switch
    {
        "object" => value is JsonObject,
        "array" => value is JsonArray,
        "string" => GetText(value) is not null,
        "boolean" => value?.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
        "number" => value?.GetValueKind() == JsonValueKind.Number,
        "integer" => value?.GetValueKind() == JsonValueKind.Number && double.IsInteger(GetNumber(value)),
        _ => throw new NotSupportedException($"The type {type} is not supported."),
    };

    private static string? GetText(JsonNode? value) => value?.GetValueKind() == JsonValueKind.String ? (string?)value : null;

    private static double GetNumber(JsonNode value) => double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture);
}
