using System.Text.Json;

namespace SlsSyslog.Serialization;

/// <summary>Reads values from the nodes of a profile.</summary>
internal sealed class ValueReader(NodeReader reader, RuleReader rules)
{
    private const int MaxParts = 16;

    private static readonly string[] Forms = ["from", "value", "concat", "rules"];
    private static readonly ValueDefinition Invalid = new() { Value = "" };

    public ValueDefinition Read(ProfileNode node)
    {
        if (node.Kind is JsonValueKind.String or JsonValueKind.Array)
        {
            return new() { From = reader.ReadTexts(node) };
        }

        string[] forms = node.Kind == JsonValueKind.Object ? Array.FindAll(Forms, form => node[form] is not null) : [];
        if (forms.Length != 1)
        {
            reader.Errors.Add(
                node,
                node.Kind == JsonValueKind.Object
                    ? $"The value has {forms.Length} of the forms {string.Join(", ", Forms)}."
                    : $"The value is {NodeReader.Describe(node)}.",
                "Specify the name of a field, an array of names, or an object with exactly one of from, value, concat and rules.");
            return Invalid;
        }

        return forms[0] switch
        {
            "from" => ReadField(node),
            "value" => ReadConstant(node),
            "concat" => ReadConcat(node),
            _ => ReadRules(node),
        };
    }

    /// <summary>Reads the format and the zone of times.</summary>
    public TimeReader ReadTime(ProfileNode node)
    {
        string format = node["format"] is { } formatNode ? reader.ReadText(formatNode) : "iso8601";
        bool isFormat = EventTimeParser.IsFormat(format);
        if (!isFormat)
        {
            reader.Errors.Add(
                node["format"]!,
                $"'{format}' is not a valid time format.",
                "Specify iso8601, unix, unixms, unixus, unixns, unixauto, or a .NET format with year, month and day, such as yyyy-MM-dd HH:mm:ss.");
        }

        string zoneName = node["zone"] is { } zoneNode ? reader.ReadText(zoneNode) : "UTC";
        bool isZone = EventTimeParser.IsZone(zoneName);
        if (!isZone)
        {
            reader.Errors.Add(
                node["zone"]!, $"'{zoneName}' is not a known time zone.", "Specify UTC, an offset such as +08:00, or a name such as Asia/Shanghai.");
        }

        return new(EventTimeParser.Create(isFormat ? format : EventTimeParser.Iso, isZone ? zoneName : "UTC"));
    }

    private ValueDefinition ReadField(ProfileNode node)
    {
        reader.CheckObject(node, "from", "split", "map", "mapOnly", "case", "default", "keep", "when", "format", "zone", "type", "label");
        LetterCase letterCase = LetterCase.Unchanged;
        if (node["case"] is { } caseNode && !(caseNode.Text is "lower" or "upper" && Enum.TryParse(caseNode.Text, ignoreCase: true, out letterCase)))
        {
            reader.Errors.Add(caseNode, $"'{caseNode.Text}' is not a known conversion.", "Specify lower or upper.");
        }

        return new()
        {
            From = reader.ReadTexts(node["from"]!),
            Split = ReadSplit(node["split"]),
            Map = reader.ReadMap(node["map"]),
            MapOnly = reader.ReadBoolean(node["mapOnly"]),
            Case = letterCase,
            Default = node["default"] is { } text ? reader.ReadText(text) : null,
            Keep = node["keep"] is { } keep ? reader.ReadBoolean(keep) : null,
            When = ReadWhen(node),
            Time = ReadTime(node),
        };
    }

    private (byte, int)? ReadSplit(ProfileNode? node)
    {
        if (node is null || !reader.CheckObject(node, "separator", "index"))
        {
            return null;
        }

        string separator = node["separator"] is { } text ? reader.ReadText(text) : "";
        int index = node["index"] is { } number ? reader.ReadInteger(number, -8, 8) : 0;
        if (separator.Length != 1 || separator[0] > '~' || node["index"] is null)
        {
            reader.Errors.Add(node, "The separator or the index is missing or not valid.", "Specify one ASCII character and an index from -8 to 8.");
            return null;
        }

        return ((byte)separator[0], index);
    }

    private ValueDefinition ReadConstant(ProfileNode node)
    {
        reader.CheckObject(node, "value", "when", "type", "label");
        return new() { Value = reader.ReadText(node["value"]!), When = ReadWhen(node) };
    }

    private ValueDefinition ReadConcat(ProfileNode node)
    {
        reader.CheckObject(node, "concat", "keep", "when", "type", "label");
        List<ProfileNode> parts = reader.ReadArray(node["concat"]);
        if (parts.Count is 0 or > MaxParts)
        {
            reader.Errors.Add(node["concat"]!, $"The value has {parts.Count} parts.", $"Specify 1 to {MaxParts} parts.");
        }

        return new()
        {
            Concat = [.. parts.Select(ReadPart)],
            Keep = node["keep"] is { } keep ? reader.ReadBoolean(keep) : null,
            When = ReadWhen(node),
        };
    }

    private RuleDefinition? ReadWhen(ProfileNode node) => node["when"] is { } when ? rules.Read(when) : null;

    private ConcatDefinition ReadPart(ProfileNode node)
    {
        if (node.Kind == JsonValueKind.String)
        {
            return new() { Text = reader.ReadText(node) };
        }

        if (!reader.CheckObject(node, "from", "map", "default", "prefix", "required") || node["from"] is not { } from)
        {
            reader.Errors.Add(node, "The part has no field.", "Specify a text, or an object with 'from'.");
            return new();
        }

        return new()
        {
            From = reader.ReadTexts(from),
            Map = reader.ReadMap(node["map"]),
            Default = node["default"] is { } text ? reader.ReadText(text) : "",
            Prefix = node["prefix"] is { } prefix ? reader.ReadText(prefix) : "",
            IsRequired = reader.ReadBoolean(node["required"]),
        };
    }

    private ValueDefinition ReadRules(ProfileNode node)
    {
        reader.CheckObject(node, "rules", "default", "type", "label");
        List<(RuleDefinition, string)> all = [];
        List<ProfileNode> items = reader.ReadArray(node["rules"]);
        if (items.Count == 0)
        {
            reader.Errors.Add(node["rules"]!, "There are no rules.", "Specify at least one rule.");
        }

        foreach (ProfileNode item in items)
        {
            if (reader.CheckObject(item, "when", "value") && item["when"] is { } when && item["value"] is { } value)
            {
                all.Add((rules.Read(when), reader.ReadText(value)));
            }
            else if (item.Kind == JsonValueKind.Object)
            {
                reader.Errors.Add(item, "The rule has no 'when' or no 'value'.", "Specify both.");
            }
        }

        return new() { Rules = [.. all], Default = node["default"] is { } text ? reader.ReadText(text) : null };
    }
}
