using System.Text.RegularExpressions;

namespace SlsSyslog.Testing;

/// <summary>Represents a search: nothing, <c>*</c>, or conditions <c>field: value</c> joined by <c>and</c>. Others are refused.</summary>
internal sealed partial class LogQuery
{
    private readonly List<FieldCondition> _conditions = [];

    private LogQuery()
    {
    }

    /// <exception cref="EmulatorException">The statement is not valid or not supported.</exception>
    public static LogQuery Parse(string text)
    {
        LogQuery query = new();
        int position = 0;
        bool expectsCondition = text.Trim().Length > 0;
        while (expectsCondition)
        {
            Match match = Condition().Match(text, position);
            if (!match.Success || IsOperator(match.Groups["value"].Value))
            {
                throw new EmulatorException(
                    400,
                    "InvalidQueryString",
                    $"query string is invalid: '{text[position..].Trim()}'. The emulator supports *, field: value and conditions joined by 'and'.");
            }

            if (match.Groups["key"] is { Success: true } key)
            {
                query._conditions.Add(FieldCondition.Create(Unquote(key.Value), match.Groups["value"].Value, Unquote));
            }

            expectsCondition = match.Groups["and"].Success;
            position = match.Index + match.Length;
        }

        return query;
    }

    public bool Matches(IReadOnlyDictionary<string, string> log) => _conditions.All(condition => condition.Matches(log));

    private static bool IsOperator(string word) => word.ToUpperInvariant() is "AND" or "OR" or "NOT" or "IN";

    private static string Unquote(string text) => text.StartsWith('"') ? Escape().Replace(text[1..^1], "$1") : text;

    // One condition and what follows it: "and" or the end. Text with other characters must be quoted.
    [GeneratedRegex(
        """
        \G\s*
        (?:\* | (?<key>"(?:[^"\\]|\\.)+" | (?:__tag__:)?[^\s:"|()<>=!*?]+) \s*:\s* (?<value>"(?:[^"\\]|\\.)*" | [^\s:"|()<>=!*?]+\*? | \*))
        (?:\s+(?<and>and)\s+ | \s*$)
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Condition();

    [GeneratedRegex(@"\\(.)", RegexOptions.Singleline)]
    private static partial Regex Escape();
}
