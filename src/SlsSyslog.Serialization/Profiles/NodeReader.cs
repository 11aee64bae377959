using System.Text.Json;

namespace SlsSyslog.Serialization;

/// <summary>Reads values of the expected type from the nodes of a profile. Adds an error for every other value.</summary>
internal sealed class NodeReader(ProfileErrors errors)
{
    public ProfileErrors Errors => errors;

    /// <summary>Checks that a node is an object with known members only. Returns false when it is not an object.</summary>
    public bool CheckObject(ProfileNode node, params string[] members)
    {
        if (node.Kind != JsonValueKind.Object)
        {
            errors.Add(node, $"The value is {Describe(node)}.", "Specify an object.");
            return false;
        }

        foreach ((string name, ProfileNode value) in node.Members)
        {
            if (Array.IndexOf(members, name) < 0)
            {
                errors.Add(value, $"'{name}' is not a known name.", $"Specify one of {string.Join(", ", members)}.");
            }
        }

        return true;
    }

    public string ReadText(ProfileNode node, bool allowsEmpty = false)
    {
        if (node.Kind != JsonValueKind.String)
        {
            errors.Add(node, $"The value is {Describe(node)}.", "Specify a text.");
            return "";
        }

        if (!allowsEmpty && node.Text.Length == 0)
        {
            errors.Add(node, "The value is empty.", "Specify a text.");
        }

        return node.Text;
    }

    /// <summary>Reads one text or an array of at least one.</summary>
    public string[] ReadTexts(ProfileNode node)
    {
        if (node.Kind != JsonValueKind.Array)
        {
            return [ReadText(node)];
        }

        if (node.Items.Count == 0)
        {
            errors.Add(node, "The array is empty.", "Specify at least one text.");
        }

        return [.. node.Items.Select(item => ReadText(item))];
    }

    /// <summary>Reads an array of texts; none when the node is absent.</summary>
    public string[] ReadOptionalTexts(ProfileNode? node) => [.. ReadArray(node).Select(item => ReadText(item))];

    public bool ReadBoolean(ProfileNode? node, bool otherwise = false)
    {
        if (node is null)
        {
            return otherwise;
        }

        if (node.Kind is not (JsonValueKind.True or JsonValueKind.False))
        {
            errors.Add(node, $"The value is {Describe(node)}.", "Specify true or false.");
        }

        return node.Kind == JsonValueKind.True;
    }

    public int ReadInteger(ProfileNode node, int minimum, int maximum)
    {
        if (node.Kind == JsonValueKind.Number && int.TryParse(node.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value)
            && value >= minimum && value <= maximum)
        {
            return value;
        }

        errors.Add(node, $"The value {Describe(node)} is out of range.", $"Specify an integer from {minimum} to {maximum}.");
        return minimum;
    }

    public double ReadNumber(ProfileNode node)
    {
        if (node.Kind == JsonValueKind.Number && double.TryParse(node.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value))
        {
            return value;
        }

        errors.Add(node, $"The value is {Describe(node)}.", "Specify a number.");
        return 0;
    }

    /// <summary>Gets the items of an array; none when the node is absent or not an array.</summary>
    public List<ProfileNode> ReadArray(ProfileNode? node)
    {
        if (node is null)
        {
            return [];
        }

        if (node.Kind != JsonValueKind.Array)
        {
            errors.Add(node, $"The value is {Describe(node)}.", "Specify an array.");
        }

        return node.Items;
    }

    public KeyValuePair<string, string>[]? ReadMap(ProfileNode? node)
    {
        if (node is null)
        {
            return null;
        }

        if (node.Kind != JsonValueKind.Object || node.Members.Count == 0)
        {
            errors.Add(node, $"The value is {Describe(node)}.", "Specify an object with at least one text.");
            return null;
        }

        return [.. node.Members.Select(member => KeyValuePair.Create(member.Key, ReadText(member.Value, allowsEmpty: true)))];
    }

    public static string Describe(ProfileNode node) => node.Kind switch
    {
        JsonValueKind.Object => node.Members.Count == 0 ? "an empty object" : "an object",
        JsonValueKind.Array => node.Items.Count == 0 ? "an empty array" : "an array",
        JsonValueKind.String => $"the text '{node.Text}'",
        _ => node.Text,
    };
}
