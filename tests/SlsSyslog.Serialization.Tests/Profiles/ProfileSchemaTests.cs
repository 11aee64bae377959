using System.Text;
using System.Text.Json.Nodes;

namespace SlsSyslog.Serialization.Tests.Profiles;

/// <summary>Editors check a profile with its schema, and the package with its own reader. Both must agree.</summary>
public class ProfileSchemaTests
{
    private static readonly JsonObject Schema = (JsonObject)JsonNode.Parse(
        File.ReadAllText(Path.Combine(Repository.Root, "src/SlsSyslog.Serialization/Profiles/profile.schema.json")))!;

    // Contains every property of the schema.
    private const string Complete = """
        {
          "$schema": "profile.schema.json", "name": "complete", "product": "P", "evidence": "real", "notes": ["n"],
          "match": [{ "topic": "a" }, { "topic": ["b", "c"], "logstore": "l", "when": { "field": "x", "exists": true } }],
          "expand": [{ "field": "e", "arrays": true }],
          "class": { "from": "c", "default": "d" }, "title": ["t", "u"],
          "severity": [{ "when": { "field": "s", "greaterThan": 3 }, "value": 5 }, { "value": 1 }],
          "time": { "from": ["t"], "format": "unix", "zone": "+08:00" },
          "fields": {
            "event.action": {
              "from": ["a"], "split": { "separator": ",", "index": -1 }, "map": { "A": "b" }, "mapOnly": true, "case": "lower", "default": "x",
              "keep": true, "when": { "field": "w", "equals": "1", "ignoreCase": false }
            },
            "event.start": { "from": "s", "format": "unix", "zone": "UTC" },
            "acme.number": { "from": "n", "type": "integer", "label": "acmeNumber" },
            "acme.constant": { "value": "v", "when": { "not": { "field": "w", "startsWith": ["a", "b"] } }, "type": "text", "label": "acmeConstant" },
            "acme.composed": {
              "concat": ["x", { "from": "y", "map": { "a": "b" }, "default": "d", "prefix": "p", "required": true }],
              "keep": true, "when": { "all": [{ "field": "w", "contains": "c" }] }, "type": "text", "label": "acmeComposed"
            },
            "acme.ruled": {
              "rules": [{ "when": { "any": [{ "field": "w", "in": ["a"] }, { "field": "w", "matches": "a+" }] }, "value": "v" }],
              "default": "d", "type": "list", "label": "acmeRuled"
            }
          },
          "custom": ["acme.constant"], "drop": ["z*"]
        }
        """;

    public static IEnumerable<TheoryDataRow<string>> Profiles => BuiltInProfiles.All.Select(profile => new TheoryDataRow<string>(profile.Name));

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Validate_BuiltInProfile_IsValid(string name) =>
        Assert.True(new SchemaValidator(Schema).IsValid(JsonNode.Parse(BuiltInProfiles.ReadText(name))));

    [Fact]
    public void Validate_ProfileWithEveryProperty_IsValidForBoth()
    {
        SchemaValidator validator = new(Schema);

        Assert.Empty(ReadErrors(Complete));
        Assert.True(validator.IsValid(JsonNode.Parse(Complete)));
        Assert.Empty(SchemaValidator.GetProperties(Schema).Except(validator.Visited).Select(missing => missing.Property));
    }

    // Removes, replaces and adds members and items one at a time.
    [Fact]
    public void Read_ChangedProfile_IsRejectedWhenTheSchemaRejectsIt()
    {
        SchemaValidator validator = new(Schema);
        int rejected = 0;
        foreach (string text in (string[])[Complete, Encoding.UTF8.GetString(BuiltInProfiles.ReadText("waf"))])
        {
            foreach (string changed in Change(JsonNode.Parse(text)!))
            {
                bool isValid = validator.IsValid(JsonNode.Parse(changed));
                rejected += isValid ? 0 : 1;
                Assert.True(isValid || ReadErrors(changed).Length > 0, changed);
            }
        }

        Assert.InRange(rejected, 500, int.MaxValue);
    }

    // The reader reports the names that it knows.
    [Fact]
    public void Read_UnknownProperty_NamesThePropertiesOfTheSchema()
    {
        JsonNode root = JsonNode.Parse(Complete)!;
        HashSet<string> known = [];
        foreach (JsonObject node in Flatten(root).OfType<JsonObject>().ToArray())
        {
            node["zzz"] = "a";
            foreach (string error in ReadErrors(root.ToJsonString()))
            {
                const string Start = "'zzz' is not a known name. Specify one of ";
                int start = error.IndexOf(Start, StringComparison.Ordinal);
                known.UnionWith(start < 0 ? [] : error[(start + Start.Length)..].TrimEnd('.').Split(", "));
            }

            node.Remove("zzz");
        }

        Assert.Equal(SchemaValidator.GetProperties(Schema).Select(property => property.Property).Distinct().Order(), known.Order());
    }

    private static IEnumerable<string> Change(JsonNode root)
    {
        Func<JsonNode?>[] values =
        [
            () => null, () => 1, () => 2.5, () => -100, () => true, () => "", () => "x",
            () => new JsonArray(), () => new JsonObject(), () => new JsonArray("", 1),
        ];
        foreach (JsonNode parent in Flatten(root).ToArray())
        {
            if (parent is JsonObject members)
            {
                foreach ((string name, JsonNode? old) in members.ToArray())
                {
                    members.Remove(name);
                    yield return root.ToJsonString();

                    foreach (Func<JsonNode?> value in values)
                    {
                        members[name] = value();
                        yield return root.ToJsonString();
                    }

                    members[name] = old;
                }

                members["zzz"] = "x";
                yield return root.ToJsonString();

                members.Remove("zzz");
            }
            else if (parent is JsonArray items)
            {
                for (int i = 0; i < items.Count; i++)
                {
                    JsonNode? old = items[i];
                    foreach (Func<JsonNode?> value in values)
                    {
                        items[i] = value();
                        yield return root.ToJsonString();
                    }

                    items[i] = old;
                }
            }
        }
    }

    private static IEnumerable<JsonNode> Flatten(JsonNode node)
    {
        IEnumerable<JsonNode?> children = node switch
        {
            JsonObject members => members.Select(member => member.Value),
            JsonArray items => items,
            _ => [],
        };
        return [node, .. children.OfType<JsonNode>().SelectMany(Flatten)];
    }

    private static string[] ReadErrors(string text)
    {
        ProfileErrors errors = new("file.json");
        ProfileReader.Read(Encoding.UTF8.GetBytes(text), errors);
        return [.. errors.All];
    }
}
