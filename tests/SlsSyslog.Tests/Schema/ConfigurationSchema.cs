using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SlsSyslog.ConsumerGroups;
using SlsSyslog.Serialization;

namespace SlsSyslog.Tests;

/// <summary>
/// Writes the JSON schema (draft 7, which editors support) of the section. It is strict, but a file may contain only a part of the
/// configuration: other files and environment variables supply the rest.
/// </summary>
internal sealed partial class ConfigurationSchema
{
    private const string TimePattern = @"^(\d+\.)?\d{1,2}:\d{1,2}(:\d{1,2}(\.\d{1,7})?)?$";

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
    };

    private readonly JsonObject _definitions = [];

    public static string Generate()
    {
        ConfigurationSchema schema = new();
        JsonObject root = new()
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["type"] = "object",
            ["properties"] = new JsonObject { ["SlsSyslog"] = schema.Root() },
        };
        root["definitions"] = schema._definitions;
        return root.ToJsonString(Indented) + "\n";
    }

    private JsonObject Root()
    {
        _definitions["slsSyslogRule"] = Rule();
        _definitions["slsSyslogSource"] = Source();
        _definitions["slsSyslogMessage"] = Message();
        _definitions["slsSyslogDestination"] = Destination("slsSyslogDestination", []);
        JsonObject others = Properties(OptionKeys.OfSeveralDestinations);
        others["Message"] = Reference("slsSyslogMessage");
        _definitions["slsSyslogRouteDestination"] = Destination("slsSyslogRouteDestination", others);
        _definitions["slsSyslogFailures"] = Closed(Properties(OptionKeys.Failures));
        _definitions["slsSyslogLedger"] = Closed(Properties(OptionKeys.Ledger));
        JsonObject route = Closed(Route());
        JsonObject properties = Route();
        properties["Routes"] = new JsonObject { ["type"] = "object", ["additionalProperties"] = route };
        properties["DeadLetterFile"] = Value(OptionKeys.DeadLetterFile);
        properties["DeadLetters"] = Closed(Properties(OptionKeys.DeadLetters));
        properties["Health"] = Closed(Properties(OptionKeys.Health));
        properties["Tap"] = Closed(Properties(OptionKeys.Tap));
        return Closed(properties);
    }

    private static JsonObject Route()
    {
        JsonObject route = Properties(OptionKeys.Route);
        route["Source"] = Reference("slsSyslogSource");
        route["Message"] = Reference("slsSyslogMessage");
        route["Destination"] = Reference("slsSyslogDestination");
        route["Destinations"] = new JsonObject { ["type"] = "object", ["additionalProperties"] = Reference("slsSyslogRouteDestination") };
        route["Failures"] = Reference("slsSyslogFailures");
        route["Ledger"] = Reference("slsSyslogLedger");
        return route;
    }

    private static JsonObject Rule()
    {
        JsonObject text = new() { ["type"] = "string", ["minLength"] = 1 };
        JsonObject texts = new()
        {
            ["anyOf"] = new JsonArray(text.DeepClone(), new JsonObject { ["type"] = "array", ["items"] = text.DeepClone(), ["minItems"] = 1 }),
        };
        JsonObject flag = new() { ["type"] = "boolean" };
        JsonObject rules = new() { ["type"] = "array", ["items"] = Reference("slsSyslogRule"), ["minItems"] = 1 };
        (string Name, JsonNode Value)[] comparisons =
        [
            ("Equals", text), ("In", texts), ("StartsWith", texts.DeepClone()), ("Contains", texts.DeepClone()), ("Matches", text.DeepClone()),
            ("GreaterThan", new JsonObject { ["type"] = "number" }), ("Exists", flag),
        ];
        JsonArray forms =
        [
            Required(new JsonObject { ["All"] = rules }, "All"),
            Required(new JsonObject { ["Any"] = rules.DeepClone() }, "Any"),
            Required(new JsonObject { ["Not"] = Reference("slsSyslogRule") }, "Not"),
        ];
        foreach ((string name, JsonNode value) in comparisons)
        {
            JsonObject properties = new() { ["Field"] = text.DeepClone(), [name] = value, ["IgnoreCase"] = flag.DeepClone() };
            forms.Add(Required(properties, "Field", name));
        }

        return new JsonObject { ["type"] = "object", ["oneOf"] = forms };
    }

    private static JsonObject Required(JsonObject properties, params string[] names)
    {
        JsonObject closed = Closed(properties);
        closed["required"] = Texts(names);
        return closed;
    }

    private static JsonObject Source()
    {
        JsonObject source = Closed(Properties(OptionKeys.Source));
        string[] required = [.. OptionKeys.Source.Where(key => key.IsRequired).Select(key => key.Name)];

        // In a function, the event specifies what to read. With a consumer group, this section does.
        const string trigger = nameof(ConsumerGroupOptions.ConsumerGroup);
        source["dependencies"] = new JsonObject { [trigger] = Texts(required.Where(name => name != trigger)) };
        return source;
    }

    private JsonObject Message()
    {
        string[] bodies = [.. BodyFormats.BuiltIn.Select(format => format.Name)];
        JsonObject properties = Properties(OptionKeys.Message);
        foreach (BodyFormat format in BodyFormats.BuiltIn)
        {
            string definition = $"slsSyslogBody{format.Name}";
            _definitions[definition] = Closed(Properties(OptionKeys.OfBody(format)), OptionKeys.OfBody(format));
            properties[format.Name] = Reference(definition);
        }

        // The name of a custom body is free, and so are its keys.
        properties["Body"] = new JsonObject
        {
            ["anyOf"] = new JsonArray(new JsonObject { ["enum"] = Texts(bodies) }, new JsonObject { ["type"] = "string" }),
            ["description"] = Plain(OptionKeys.Message.First(key => key.Name == "Body").Meaning),
        };
        JsonArray rules =
        [
            If(
                Has("Body", AnyOf(bodies), isRequired: false),
                new JsonObject { ["propertyNames"] = new JsonObject { ["enum"] = Texts(properties.Select(property => property.Key)) } },
                new JsonObject { ["properties"] = Forbid(bodies), ["additionalProperties"] = new JsonObject() }),
        ];
        foreach (string body in bodies)
        {
            JsonObject others = new() { ["properties"] = Forbid(bodies.Where(other => other != body)) };
            rules.Add(If(Has("Body", AnyOf([body])), others));
            string[] presets = [.. SyslogPresets.Names.Where(preset => BodyOf(preset) == body)];
            if (presets.Length > 0)
            {
                JsonObject condition = Has("Preset", AnyOf(presets));
                condition["not"] = new JsonObject { ["required"] = Texts(["Body"]) };
                rules.Add(If(condition, others.DeepClone()));
            }
        }

        return new JsonObject { ["type"] = "object", ["properties"] = properties, ["allOf"] = rules };
    }

    private JsonObject Destination(string name, JsonObject others)
    {
        string[] schemes = [.. BuiltInTransports.All.Select(transport => transport.Scheme)];
        JsonObject union = Properties(OptionKeys.Destination);
        JsonArray rules = [];
        foreach (TransportKind transport in BuiltInTransports.All)
        {
            JsonObject properties = Merge(Properties([.. OptionKeys.Destination, .. OptionKeys.OfTransport(transport)]), others);
            foreach ((string key, JsonNode? value) in properties)
            {
                union[key] ??= value!.DeepClone();
            }

            properties["Servers"] = Servers([transport.Scheme]);
            string definition = $"{name}{char.ToUpperInvariant(transport.Scheme[0])}{transport.Scheme[1..]}";
            _definitions[definition] = Closed(properties);
            rules.Add(If(ServersAre([transport.Scheme]), Reference(definition)));
        }

        _definitions[$"{name}Any"] = Closed(union);
        rules.Add(If(new JsonObject { ["not"] = new JsonObject { ["required"] = Texts(["Servers"]) } }, Reference($"{name}Any")));
        JsonObject servers = Servers(null);
        servers["description"] = Plain(OptionKeys.Servers.Meaning);
        return new JsonObject { ["type"] = "object", ["properties"] = new JsonObject { ["Servers"] = servers }, ["allOf"] = rules };
    }

    private static string BodyOf(string preset)
    {
        MessageOptions message = new();
        message.UsePreset(preset);
        return message.Body.FormatName;
    }

    // One server, or a list of servers; without schemes, those of custom transports are allowed too.
    private static JsonObject Servers(string[]? schemes)
    {
        string scheme = schemes is null ? "[A-Za-z][A-Za-z0-9+.-]*" : AnyCase(schemes);
        JsonObject server = new() { ["type"] = "string", ["pattern"] = $"^{scheme}://[^/\\s]+/?$" };
        return new JsonObject
        {
            ["anyOf"] = new JsonArray(server, new JsonObject { ["type"] = "array", ["items"] = server.DeepClone(), ["minItems"] = 1 }),
        };
    }

    private static JsonObject ServersAre(string[] schemes)
    {
        JsonObject server = new() { ["pattern"] = $"^{AnyCase(schemes)}://" };
        JsonObject list = new() { ["type"] = "array", ["items"] = new JsonArray(server.DeepClone()), ["minItems"] = 1 };
        server["type"] = "string";
        return Has("Servers", new JsonObject { ["anyOf"] = new JsonArray(server, list) });
    }

    private static JsonObject Merge(JsonObject properties, JsonObject others)
    {
        foreach ((string key, JsonNode? value) in others)
        {
            properties[key] = value!.DeepClone();
        }

        return properties;
    }

    private static JsonObject Properties(IEnumerable<OptionKey> keys) =>
        new(keys.Select(key => KeyValuePair.Create(key.Name, (JsonNode?)Value(key))));

    private static JsonObject Value(OptionKey key)
    {
        JsonObject value = key.Kind switch
        {
            KeyKind.Rule => new JsonObject { ["allOf"] = new JsonArray(Reference("slsSyslogRule")) },
            KeyKind.Section => Closed(Properties(key.Keys), key.Keys),
            KeyKind.Sections => new JsonObject { ["type"] = "array", ["items"] = Closed(Properties(key.Keys), key.Keys) },
            KeyKind.Pairs => new JsonObject { ["type"] = "object", ["additionalProperties"] = new JsonObject { ["type"] = "string" } },
            KeyKind.Texts => new JsonObject
            {
                ["anyOf"] = new JsonArray(
                    new JsonObject { ["type"] = "string" },
                    new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "string" } }),
            },
            _ => Scalar(key),
        };
        value["description"] = Plain(key.Meaning);
        return value;
    }

    private static JsonObject Scalar(OptionKey key)
    {
        JsonObject value = key switch
        {
            { Names.Count: > 0 } => new JsonObject { ["enum"] = Texts(key.Names) },
            _ when key.Type == typeof(bool) => new JsonObject { ["type"] = "boolean" },
            _ when key.Type == typeof(int) || key.Type == typeof(long) => new JsonObject { ["type"] = "integer" },
            _ when key.Type == typeof(double) => new JsonObject { ["type"] = "number" },
            _ when key.Type == typeof(TimeSpan) => new JsonObject { ["type"] = "string", ["pattern"] = TimePattern },
            _ when key.Type == typeof(ShardPosition) => new JsonObject { ["type"] = Texts(["string", "integer"]) },
            _ when key.IsRequired => new JsonObject { ["type"] = "string", ["minLength"] = 1 },
            _ => new JsonObject { ["type"] = "string" },
        };
        if (key.Range is { Minimum: long minimum, Maximum: long maximum })
        {
            (value["minimum"], value["maximum"]) = (minimum, maximum);
        }

        if (DefaultOf(key.Default) is { } text)
        {
            value["default"] = text;
        }

        return value;
    }

    private static JsonNode? DefaultOf(object? value) => value switch
    {
        bool flag => flag,
        int number => number,
        long number => number,
        Enum member => member.ToString(),
        TimeSpan time => time.ToString("c"),
        string { Length: > 0 } text when !Path.IsPathRooted(text) => text,
        _ => null,
    };

    private static JsonObject Closed(JsonObject properties, IEnumerable<OptionKey>? keys = null)
    {
        JsonObject closed = new() { ["type"] = "object", ["properties"] = properties, ["additionalProperties"] = false };
        if (keys?.Where(key => key.IsRequired).Select(key => key.Name).ToArray() is { Length: > 0 } required)
        {
            closed["required"] = Texts(required);
        }

        return closed;
    }

    private static JsonObject Has(string key, JsonObject schema, bool isRequired = true)
    {
        JsonObject has = new() { ["properties"] = new JsonObject { [key] = schema } };
        if (isRequired)
        {
            has["required"] = Texts([key]);
        }

        return has;
    }

    private static JsonObject If(JsonObject condition, JsonNode then, JsonNode? otherwise = null)
    {
        JsonObject rule = new() { ["if"] = condition, ["then"] = then };
        if (otherwise is not null)
        {
            rule["else"] = otherwise;
        }

        return rule;
    }

    private static JsonObject Forbid(IEnumerable<string> keys) =>
        new(keys.Select(key => KeyValuePair.Create(key, (JsonNode?)JsonValue.Create(false))));

    private static JsonObject AnyOf(IEnumerable<string> texts) => new() { ["pattern"] = $"^{AnyCase(texts)}$" };

    // Names are read without regard to case, which the pattern syntax of JSON schemas cannot express in another way.
    private static string AnyCase(IEnumerable<string> texts) =>
        $"({string.Join('|', texts.Select(text => Letter().Replace(text, letter => BothCases(letter.Value))))})";

    private static string BothCases(string letter) => $"[{letter.ToUpperInvariant()}{letter.ToLowerInvariant()}]";

    private static JsonObject Reference(string definition) => new() { ["$ref"] = $"#/definitions/{definition}" };

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);

    private static string Plain(string markdown) => markdown.Replace("`", "", StringComparison.Ordinal);

    [GeneratedRegex("[A-Za-z]")]
    private static partial Regex Letter();
}
