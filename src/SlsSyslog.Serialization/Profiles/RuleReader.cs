using System.Text.Json;

namespace SlsSyslog.Serialization;

/// <summary>Reads rules from the nodes of a profile.</summary>
internal sealed class RuleReader(NodeReader reader)
{
    private static readonly (string Name, RuleOperator Operator)[] Comparisons =
    [
        ("equals", RuleOperator.Equals),
        ("in", RuleOperator.In),
        ("startsWith", RuleOperator.StartsWith),
        ("contains", RuleOperator.Contains),
        ("exists", RuleOperator.Exists),
        ("matches", RuleOperator.Matches),
        ("greaterThan", RuleOperator.GreaterThan),
    ];

    private static readonly string[] Groups = ["all", "any", "not"];
    private static readonly string[] Names = [.. Groups, "field", .. Comparisons.Select(comparison => comparison.Name), "ignoreCase"];

    // A rule that is used in place of an invalid one: the profile is not loaded.
    private static readonly RuleDefinition Invalid = new() { Operator = RuleOperator.Exists, Field = "invalid" };

    public RuleDefinition Read(ProfileNode node)
    {
        if (!reader.CheckObject(node, Names))
        {
            return Invalid;
        }

        string? group = Array.Find(Groups, name => node[name] is not null);
        if (group is not null)
        {
            if (node.Members.Count > 1)
            {
                reader.Errors.Add(node, $"The rule has other members beside '{group}'.", $"Specify '{group}' alone, or put the rules into 'all'.");
            }

            return ReadGroup(group, node[group]!);
        }

        return ReadComparison(node);
    }

    private RuleDefinition ReadGroup(string group, ProfileNode node)
    {
        if (group == "not")
        {
            return new() { Operator = RuleOperator.Not, Rules = [Read(node)] };
        }

        List<ProfileNode> items = reader.ReadArray(node);
        if (items.Count == 0 && node.Kind == JsonValueKind.Array)
        {
            reader.Errors.Add(node, "The array is empty.", "Specify at least one rule.");
        }

        RuleDefinition[] rules = [.. items.Select(Read)];
        if (group == "all" && RuleConflict.Find(rules) is { } conflict)
        {
            reader.Errors.Add(node, conflict, "Remove one of them, or use 'any'.");
        }

        return new() { Operator = group == "all" ? RuleOperator.All : RuleOperator.Any, Rules = rules };
    }

    private RuleDefinition ReadComparison(ProfileNode node)
    {
        if (node["field"] is not { } field)
        {
            // A misspelt name is reported already, and is probably the field.
            if (node.Members.All(member => Names.Contains(member.Key)))
            {
                reader.Errors.Add(node, "The rule has no field.", "Specify 'field', 'all', 'any' or 'not'.");
            }

            return Invalid;
        }

        (string Name, RuleOperator Operator)[] found = Array.FindAll(Comparisons, comparison => node[comparison.Name] is not null);
        if (found.Length != 1)
        {
            reader.Errors.Add(
                node,
                found.Length == 0 ? "The rule has no comparison." : $"The rule has {found.Length} comparisons.",
                $"Specify exactly one of {string.Join(", ", Comparisons.Select(comparison => comparison.Name))}.");
            return Invalid;
        }

        (string name, RuleOperator @operator) = found[0];
        ProfileNode value = node[name]!;
        bool ignoresCase = reader.ReadBoolean(node["ignoreCase"], otherwise: true);
        return new()
        {
            Operator = @operator,
            Field = reader.ReadText(field),
            IgnoresCase = ignoresCase,
            IsPresent = @operator != RuleOperator.Exists || reader.ReadBoolean(value),
            Number = @operator == RuleOperator.GreaterThan ? reader.ReadNumber(value) : 0,
            Texts = @operator switch
            {
                RuleOperator.Exists or RuleOperator.GreaterThan => [],
                RuleOperator.Equals => [reader.ReadText(value)],
                RuleOperator.Matches => [ReadExpression(value, ignoresCase)],
                _ => reader.ReadTexts(value),
            },
        };
    }

    private string ReadExpression(ProfileNode node, bool ignoresCase)
    {
        string pattern = reader.ReadText(node);
        try
        {
            PatternRule.Compile(pattern, ignoresCase);
        }
        catch (ArgumentException exception)
        {
            reader.Errors.Add(node, $"The expression is not valid: {exception.Message}", "Correct the expression.");
            return ".";
        }
        catch (NotSupportedException)
        {
            reader.Errors.Add(
                node,
                $"The expression '{pattern}' could take for ever, because it needs backtracking or is too large.",
                "Specify an expression without lookarounds, backreferences and atomic groups, and with small numbers of repetitions.");
            return ".";
        }

        return pattern;
    }
}
