using System.Text;
using System.Text.RegularExpressions;

namespace SlsSyslog.Tool.Tests;

/// <summary>Reads the commands of <c>docs/tour.md</c> and the output that the page shows for them.</summary>
internal static partial class TourPage
{
    /// <summary>A command, which can have several lines, and the lines that it prints.</summary>
    public sealed record Step(string Command, IReadOnlyList<string> Output);

    /// <summary>Reads the steps. Replacements, such as of ports, are applied to commands and output.</summary>
    public static IReadOnlyList<Step> Read(IReadOnlyDictionary<string, string> replacements)
    {
        string text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "tour.md"));
        text = replacements.Aggregate(text, (page, pair) => page.Replace(pair.Key, pair.Value, StringComparison.Ordinal));
        List<Step> steps = [];
        foreach (Match block in Block().Matches(text))
        {
            steps.AddRange(ReadBlock(block.Groups[1].Value.TrimEnd('\n').Split('\n')));
        }

        return steps;
    }

    /// <summary>Compares the lines. An ellipsis stands for any text, and a line with nothing else for any lines.</summary>
    public static bool Matches(IReadOnlyList<string> expected, string output)
    {
        StringBuilder pattern = new();
        foreach (string line in expected)
        {
            pattern.Append(line == "…" ? "(.*\n)*?" : Regex.Escape(line).Replace("…", ".*", StringComparison.Ordinal) + "\n");
        }

        return Regex.IsMatch(output.Length == 0 || output.EndsWith('\n') ? output : output + "\n", $"\\A{pattern}\\z");
    }

    private static IEnumerable<Step> ReadBlock(string[] lines)
    {
        for (int i = 0; i < lines.Length;)
        {
            Assert.StartsWith("$ ", lines[i], StringComparison.Ordinal);
            StringBuilder command = new(lines[i++][2..]);
            while (i < lines.Length && lines[i].StartsWith('>'))
            {
                command.Append('\n').Append(lines[i++].AsSpan(2));
            }

            List<string> output = [];
            while (i < lines.Length && !lines[i].StartsWith("$ ", StringComparison.Ordinal))
            {
                output.Add(lines[i++]);
            }

            yield return new Step(command.ToString(), output);
        }
    }

    [GeneratedRegex("^```console\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
