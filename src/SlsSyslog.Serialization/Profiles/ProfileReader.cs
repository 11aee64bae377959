using System.Text.Json;

namespace SlsSyslog.Serialization;

/// <summary>Reads a profile file and checks it completely.</summary>
internal sealed class ProfileReader
{
    private const int MaxProductLength = 63;
    private static readonly string[] Members =
    [
        "$schema", "name", "product", "evidence", "notes", "match", "expand", "class", "title", "severity", "time", "fields", "custom", "drop",
    ];

    private readonly ProfileErrors _errors;
    private readonly NodeReader _reader;
    private readonly RuleReader _rules;
    private readonly ValueReader _values;

    private ProfileReader(ProfileErrors errors)
    {
        _errors = errors;
        _reader = new(errors);
        _rules = new(_reader);
        _values = new(_reader, _rules);
    }

    /// <summary>Reads a profile. Returns null when there is at least one error.</summary>
    public static SourceProfile? Read(ReadOnlySpan<byte> json, ProfileErrors errors)
    {
        ProfileNode? node = ProfileJson.Read(json, errors);
        SourceProfile? profile = node is null ? null : new ProfileReader(errors).Read(node);
        return errors.IsEmpty ? profile : null;
    }

    private SourceProfile? Read(ProfileNode node)
    {
        if (!_reader.CheckObject(node, Members))
        {
            return null;
        }

        foreach (string required in (string[])["name", "product", "evidence", "match", "fields"])
        {
            if (node[required] is null)
            {
                _errors.Add(node, $"'{required}' is missing.", $"Specify '{required}'.");
            }
        }

        if (node["$schema"] is { } schema)
        {
            _reader.ReadText(schema, allowsEmpty: true);
        }

        ProfileNode? time = node["time"];
        bool hasTime = time is not null && _reader.CheckObject(time, "from", "format", "zone");
        if (hasTime && time!["from"] is null)
        {
            _errors.Add(time, "'from' is missing.", "Specify the field that contains the time.");
        }

        (StandardName, ValueDefinition)[] fields = ReadFields(node["fields"]);
        return new()
        {
            Name = ReadName(node["name"]),
            Product = ReadProduct(node["product"]),
            IsFromRealRecords = ReadEvidence(node["evidence"]),
            Notes = _reader.ReadOptionalTexts(node["notes"]),
            Conditions = ReadConditions(node["match"]),
            Expand = ReadExpand(node["expand"]),
            Class = node["class"] is { } code ? _values.Read(code) : new() { Value = node["name"]?.Text ?? "" },
            Title = node["title"] is { } title ? _values.Read(title) : null,
            Severity = ReadSeverity(node["severity"]),
            TimeFields = hasTime && time!["from"] is { } from ? _reader.ReadTexts(from) : [],
            Time = hasTime ? _values.ReadTime(time!) : TimeReader.Default,
            Fields = fields,
            Custom = CustomKeys.Read(node["custom"], fields, _reader),
            Drop = _reader.ReadOptionalTexts(node["drop"]),
        };
    }

    private string ReadName(ProfileNode? node)
    {
        string name = node is null ? "" : _reader.ReadText(node);
        bool isValid = name.Length <= 63 && name is not (ProfileList.Auto or ProfileList.None) && char.IsAsciiLetterLower(name.FirstOrDefault())
            && name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '_' or '-');
        if (name.Length > 0 && !isValid)
        {
            _errors.Add(node!, $"'{name}' is not a valid name.", "Specify up to 63 lower-case letters, digits, _ and -, except auto and none.");
        }

        return name;
    }

    private string ReadProduct(ProfileNode? node)
    {
        string product = node is null ? "" : _reader.ReadText(node);
        if (product.Length > MaxProductLength)
        {
            _errors.Add(node!, $"The product has {product.Length} characters.", $"Specify up to {MaxProductLength} characters.");
        }

        return product;
    }

    private bool ReadEvidence(ProfileNode? node)
    {
        if (node is not null && node.Text is not ("real" or "documentation"))
        {
            _errors.Add(node, $"'{node.Text}' is not a known kind of evidence.", "Specify real or documentation.");
        }

        return node?.Text == "real";
    }

    private MatchCondition[] ReadConditions(ProfileNode? node)
    {
        if (node is null || node is { Kind: JsonValueKind.String, Text: "fallback" })
        {
            return [];
        }

        if (node.Kind == JsonValueKind.Array)
        {
            if (node.Items.Count == 0)
            {
                _errors.Add(node, "The array is empty.", "Specify at least one condition.");
            }

            return [.. node.Items.Select(ReadCondition)];
        }

        return [ReadCondition(node)];
    }

    private MatchCondition ReadCondition(ProfileNode node)
    {
        if (_reader.CheckObject(node, "topic", "logstore", "when") && node.Members.Count == 0)
        {
            _errors.Add(node, "The condition is empty.", "Specify topic, logstore or when, or the text fallback for all other records.");
        }

        return new(
            node["topic"] is { } topic ? _reader.ReadTexts(topic) : [],
            node["logstore"] is { } logstore ? _reader.ReadTexts(logstore) : [],
            node["when"] is { } when ? _rules.Read(when) : null);
    }

    private (string, bool)[] ReadExpand(ProfileNode? node)
    {
        List<(string, bool)> all = [];
        foreach (ProfileNode item in _reader.ReadArray(node))
        {
            if (!_reader.CheckObject(item, "field", "arrays") || item["field"] is not { } field)
            {
                _errors.Add(item, "The field is missing.", "Specify the key of the field that contains JSON.");
                continue;
            }

            all.Add((_reader.ReadText(field), _reader.ReadBoolean(item["arrays"])));
        }

        return [.. all];
    }

    private (RuleDefinition?, int)[] ReadSeverity(ProfileNode? node)
    {
        List<(RuleDefinition?, int)> all = [];
        foreach (ProfileNode item in _reader.ReadArray(node))
        {
            if (!_reader.CheckObject(item, "when", "value") || item["value"] is not { } value)
            {
                _errors.Add(item, "The severity is missing.", "Specify a value from 0 to 10.");
                continue;
            }

            all.Add((item["when"] is { } when ? _rules.Read(when) : null, _reader.ReadInteger(value, 0, 10)));
        }

        return [.. all];
    }

    private (StandardName, ValueDefinition)[] ReadFields(ProfileNode? node)
    {
        if (node is null || node.Kind != JsonValueKind.Object)
        {
            if (node is not null)
            {
                _errors.Add(node, $"The value is {NodeReader.Describe(node)}.", "Specify an object.");
            }

            return [];
        }

        List<(StandardName Name, ValueDefinition Value)> all = [];
        HashSet<string> names = [.. node.Members.Select(member => member.Key)];
        HashSet<string> known = new(StringComparer.Ordinal);
        FieldChecks checks = new(_errors);
        foreach ((string name, ProfileNode value) in node.Members)
        {
            StandardName standard = CustomNames.Read(name, value, _reader);
            ValueDefinition definition = _values.Read(value);
            CheckOrder(name, value, definition, names, known);
            CheckConflict(name, value, names);
            checks.CheckLabel(standard, value);
            checks.CheckTexts(standard, definition, value);
            all.Add((standard, definition));
            known.Add(name);
        }

        return [.. all];
    }

    // A rule that reads a name of the profile needs its value, so the name must come first.
    private void CheckOrder(string name, ProfileNode node, ValueDefinition value, HashSet<string> names, HashSet<string> known)
    {
        foreach (string field in value.RuleFields)
        {
            if (names.Contains(field) && !known.Contains(field))
            {
                _errors.Add(node, $"A rule of '{name}' reads '{field}', which is mapped later.", $"Move '{field}' before '{name}'.");
            }
        }
    }

    // A name cannot be a value and an object in the same document.
    private void CheckConflict(string name, ProfileNode node, HashSet<string> names)
    {
        for (int dot = name.IndexOf('.', StringComparison.Ordinal); dot > 0; dot = name.IndexOf('.', dot + 1))
        {
            if (names.Contains(name[..dot]))
            {
                _errors.Add(node, $"'{name}' is below '{name[..dot]}', which is a value.", "Specify another name for one of them.");
            }
        }
    }
}
