using System.Text.RegularExpressions;

namespace SlsSyslog.Architecture.Tests;

/// <summary>Finds words and phrases that the documentation of .NET does not use, in prose and in names.</summary>
internal static partial class PlainEnglish
{
    /// <summary>The expressions, each with what to write instead.</summary>
    public static readonly (string Pattern, string Instead)[] Banned =
    [
        (@"\bmend(s|ed|ing)?\b", "fix"),
        (@"\bwho(m)?ever\b", "the next owner, the caller"),
        (@"\b(nought|naught)\b", "zero"),
        (@"(?<!\bthere )\b(is|are|was|were) no (?!longer\b|Body\b)", "is not a valid X, does not have"),
        (@"\bthe whole way\b|\bwhole[- ]way\b", "end to end"),
        (@"\b(given|gives|give|gave) back\b", "released"),
        (@"\b(told|tells)\b", "reports, specifies"),
        (@"\b(lent|lends)\b", "valid only during the call"),
        (@"\bof (one's|its|your|their|his|her) own\b", "custom, separate"),
        (@"\bat will\b", "freely"),
        (@"\bcome what may\b", "always"),
        (@"\b(goes|go|went) on\b", "continues"),
        (@"\bgives up\b", "cancels, stops"),
        (@"\bstands\b(?! for\b)", "is"),
        (@"\bby itself\b", "automatically"),
        (@"\bmistakes?\b", "error"),
        (@"\btroubles?\b", "error"),
        (@"\bpartitions?\b(?!\.id\b)", "shard"), // messaging.destination.partition.id is an attribute of OpenTelemetry
    ];

    private static readonly (Regex Regex, string Instead)[] Rules =
        [.. Banned.Select(entry => (new Regex(entry.Pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant), entry.Instead))];

    /// <summary>Finds the expressions in a text.</summary>
    /// <param name="path">The path of the file, for the message.</param>
    /// <param name="text">The text. Names in it are read as words: <c>HasToldEnd</c> is "Has Told End".</param>
    public static IEnumerable<string> Check(string path, string text)
    {
        string[] lines = text.Split('\n');
        for (int number = 0; number < lines.Length; number++)
        {
            string words = NameBoundary().Replace(lines[number], " ");
            foreach ((Regex regex, string instead) in Rules)
            {
                if (regex.Match(words) is { Success: true } match)
                {
                    yield return $"{path}({number + 1}): '{match.Value.Trim()}'; write: {instead}";
                }
            }
        }
    }

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])|_")]
    private static partial Regex NameBoundary();
}
