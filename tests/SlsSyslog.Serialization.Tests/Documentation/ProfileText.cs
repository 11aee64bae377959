using System.Text;
using System.Text.Json;

namespace SlsSyslog.Serialization.Tests.Documentation;

/// <summary>Describes the parts of a profile file for readers.</summary>
internal static class ProfileText
{
    /// <summary>Describes where a value comes from.</summary>
    public static string DescribeValue(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return JoinCode(value, ", ");
        }

        StringBuilder text = new();
        if (value.TryGetProperty("value", out JsonElement constant))
        {
            text.Append($"always {Code(constant)}");
        }
        else if (value.TryGetProperty("concat", out JsonElement parts))
        {
            text.AppendJoin(' ', parts.EnumerateArray().Select(DescribePart));
        }
        else if (value.TryGetProperty("from", out JsonElement from))
        {
            text.Append(JoinCode(from, ", "));
        }
        else
        {
            text.AppendJoin("; ", value.GetProperty("rules").EnumerateArray()
                .Select(rule => $"{Code(rule.GetProperty("value"))} if {DescribeRule(rule.GetProperty("when"))}"));
        }

        if (value.TryGetProperty("split", out JsonElement split))
        {
            int index = split.GetProperty("index").GetInt32();
            string part = index == 0 ? "the first part" : index == -1 ? "the last part" : $"part {index + 1}";
            text.Append($", {part} at {Code(split.GetProperty("separator"))}");
        }

        if (value.TryGetProperty("map", out JsonElement map))
        {
            text.Append(" (").AppendJoin(", ", map.EnumerateObject()
                .Select(pair => pair.Value.GetString() is { Length: > 0 } target ? $"`{pair.Name}` becomes `{target}`" : $"not `{pair.Name}`"));
            text.Append(')');
        }

        text.Append(value.TryGetProperty("case", out JsonElement letters) ? $", in {letters.GetString()} case" : "");
        text.Append(value.TryGetProperty("format", out JsonElement format) ? $", as {Code(format)}" : "");
        text.Append(value.TryGetProperty("default", out JsonElement other) ? $"; otherwise {Code(other)}" : "");
        text.Append(value.TryGetProperty("when", out JsonElement when) ? $"; only if {DescribeRule(when)}" : "");
        return text.ToString();
    }

    /// <summary>Describes a rule.</summary>
    public static string DescribeRule(JsonElement rule)
    {
        if (rule.TryGetProperty("all", out JsonElement all))
        {
            return string.Join(" and ", all.EnumerateArray().Select(DescribeInner));
        }

        if (rule.TryGetProperty("any", out JsonElement any))
        {
            return string.Join(" or ", any.EnumerateArray().Select(DescribeInner));
        }

        if (rule.TryGetProperty("not", out JsonElement not))
        {
            return $"not ({DescribeRule(not)})";
        }

        JsonProperty test = rule.EnumerateObject().First(member => member.Name is not ("field" or "ignoreCase"));
        return $"{Code(rule.GetProperty("field"))} " + test.Name switch
        {
            "exists" => test.Value.GetBoolean() ? "is present" : "is absent",
            "startsWith" => $"starts with {JoinCode(test.Value, " or ")}",
            "contains" => $"contains {JoinCode(test.Value, " or ")}",
            "matches" => $"matches {Code(test.Value)}",
            "greaterThan" => $"is greater than {test.Value.GetRawText()}",
            _ => $"is {JoinCode(test.Value, " or ")}",
        };
    }

    /// <summary>Describes which records a profile matches.</summary>
    public static string DescribeMatch(JsonElement match)
    {
        JsonElement[] conditions = match.ValueKind == JsonValueKind.Array ? [.. match.EnumerateArray()] : [match];
        return match.ValueKind == JsonValueKind.String
            ? "every record that no other profile matches"
            : string.Join("; or ", conditions.Select(condition => string.Join(" and ", condition.EnumerateObject().Select(part => part.Name switch
            {
                "topic" => $"the topic {JoinCode(part.Value, " or ")}",
                "logstore" => $"the logstore {JoinCode(part.Value, " or ")}",
                _ => DescribeRule(part.Value),
            }))));
    }

    public static string Code(JsonElement text) => $"`{text.GetString()!.Replace("|", "\\|", StringComparison.Ordinal)}`";

    public static string JoinCode(JsonElement texts, string separator) =>
        texts.ValueKind == JsonValueKind.Array ? string.Join(separator, texts.EnumerateArray().Select(Code)) : Code(texts);

    private static string DescribeInner(JsonElement rule) =>
        rule.TryGetProperty("field", out _) ? DescribeRule(rule) : $"({DescribeRule(rule)})";

    private static string DescribePart(JsonElement part)
    {
        if (part.ValueKind == JsonValueKind.String)
        {
            return $"`\"{part.GetString()}\"`";
        }

        string prefix = part.TryGetProperty("prefix", out JsonElement text) ? $"`\"{text.GetString()}\"` " : "";
        string other = part.TryGetProperty("default", out JsonElement value) ? $" (or `{value.GetString()}`)" : "";
        return prefix + JoinCode(part.GetProperty("from"), " or ") + other;
    }
}
