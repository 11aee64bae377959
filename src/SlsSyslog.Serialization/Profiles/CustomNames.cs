using System.Text.Json;

namespace SlsSyslog.Serialization;

/// <summary>Reads the names that profiles map to: names of the vocabulary, or names with another prefix.</summary>
internal static class CustomNames
{
    private const int MaxLength = 128;

    private static readonly (string Text, ValueKind Kind)[] Kinds =
    [
        ("text", ValueKind.Text), ("list", ValueKind.List), ("ip", ValueKind.Ip), ("host", ValueKind.Host), ("port", ValueKind.Port),
        ("integer", ValueKind.Integer), ("boolean", ValueKind.Boolean), ("time", ValueKind.Time),
    ];

    private static readonly HashSet<string> StandardPrefixes =
        [.. StandardNames.All.Select(name => name.Name.Split('.')[0]).Where(prefix => prefix != "aliyun"), "ecs", "labels", "tags", "@timestamp"];

    // ECS documents have these members below aliyun.
    private static readonly string[] OwnNames = ["aliyun.raw", "aliyun.topic", "aliyun.source", "aliyun.tags", $"aliyun.{UnmappedObject.Name}"];

    public static StandardName Read(string name, ProfileNode node, NodeReader reader)
    {
        ProfileNode? kindNode = node.Kind == JsonValueKind.Object ? node["type"] : null;
        ProfileNode? labelNode = node.Kind == JsonValueKind.Object ? node["label"] : null;
        if (StandardNames.Find(name) is { } standard)
        {
            if (name is "event.code" or "event.severity" or "observer.product" or "event.dataset")
            {
                reader.Errors.Add(node, $"'{name}' is set by another part of the profile.", "Use class, severity, product or name.");
            }

            if ((kindNode ?? labelNode) is { } extra)
            {
                reader.Errors.Add(extra, $"'{name}' is a name of the vocabulary, which specifies its type and label.", "Remove the member.");
            }

            return standard;
        }

        if (!IsValid(name))
        {
            reader.Errors.Add(
                node,
                $"'{name}' is not a name of the vocabulary.",
                "Specify a name of the vocabulary, or a name with another prefix such as acme.order_id: lower-case letters, digits, _ and dots.");
        }

        ValueKind kind = ValueKind.Text;
        if (kindNode is not null)
        {
            (string Text, ValueKind Kind) found = Array.Find(Kinds, kind => kind.Text == kindNode.Text);
            kind = found.Kind;
            if (found.Text is null)
            {
                string kinds = string.Join(", ", Kinds.Select(one => one.Text));
                reader.Errors.Add(kindNode, $"'{kindNode.Text}' is not a known type.", $"Specify one of {kinds}.");
            }
        }

        string label = labelNode is null ? CreateLabel(name) : reader.ReadText(labelNode);
        if (label.Length is 0 or > 63 || !label.All(char.IsAsciiLetterOrDigit) || !char.IsAsciiLetter(label[0]) || IsReserved(label))
        {
            reader.Errors.Add(
                labelNode ?? node, $"'{label}' is not a valid label.", "Specify 1 to 63 letters and digits that are not a key of CEF or LEEF.");
        }

        return new(name, kind, label);
    }

    /// <summary>Creates the label of a name: <c>acme.order_id</c> becomes <c>orderId</c>.</summary>
    private static string CreateLabel(string name)
    {
        string label = JoinParts(name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..]);
        return IsReserved(label) ? JoinParts(name) : label;
    }

    private static string JoinParts(string name)
    {
        string[] parts = name.Split('.', '_');
        return string.Concat(parts.Select(
            (part, i) => i == 0 || part.Length == 0 ? part : char.ToUpper(part[0], CultureInfo.InvariantCulture) + part[1..]));
    }

    private static bool IsReserved(string label) =>
        Array.IndexOf(CefKeys.Reserved, label) >= 0 || Array.IndexOf(LeefKeys.Reserved, label) >= 0
        || Array.Exists(LeefKeys.All, key => key.Key == label) || Array.Exists(StandardNames.All, name => name.Label == label);

    private static bool IsValid(string name)
    {
        string[] parts = name.Split('.');
        return parts.Length > 1 && name.Length <= MaxLength
            && !Array.Exists(OwnNames, own => $"{name}.".StartsWith($"{own}.", StringComparison.Ordinal))
            && !StandardPrefixes.Contains(parts[0])
            && Array.TrueForAll(parts, part => part.Length > 0
                && part.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '_'));
    }
}
