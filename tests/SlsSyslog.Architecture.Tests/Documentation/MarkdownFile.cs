using System.Text.RegularExpressions;

namespace SlsSyslog.Architecture.Tests;

/// <summary>A page of documentation.</summary>
/// <param name="Path">From the repository's root, with slashes.</param>
/// <param name="Text">Its text.</param>
internal sealed partial record MarkdownFile(string Path, string Text)
{
    /// <summary>Every page of the repository that is shown to users.</summary>
    public static IReadOnlyList<MarkdownFile> All { get; } =
    [
        .. Directory.EnumerateFiles(Repository.Root, "*.md").Select(file => System.IO.Path.GetFileName(file)!)
            .Concat(Repository.Files("src", "*.md"))
            .Concat(Repository.Files("docs", "*.md"))
            .Concat(Repository.Files("samples", "*.md"))
            .Concat(Repository.Files("benchmarks", "*.md"))
            .Select(path => new MarkdownFile(path, File.ReadAllText(System.IO.Path.Combine(Repository.Root, path)))),
    ];

    /// <summary>The fenced blocks of a language.</summary>
    public IEnumerable<MarkdownBlock> Blocks(params string[] languages) =>
        from block in Fence().Matches(Text)
        where languages.Contains(block.Groups["language"].Value)
        select new MarkdownBlock(
            this, 2 + Text.AsSpan(0, block.Index).Count('\n'), block.Groups["code"].Value, Paragraph(Text[..block.Index].TrimEnd()));

    /// <summary>What it links to inside the repository.</summary>
    public IEnumerable<string> LocalLinks() =>
        from link in Link().Matches(Fence().Replace(Text, ""))
        select link.Groups["target"].Value.Split('#')[0] into target
        where target.Length > 0 && !target.Contains(':', StringComparison.Ordinal)
        select target;

    /// <summary>The tests it names, as Class.Method.</summary>
    public IEnumerable<string> NamedTests() => Test().Matches(Text).Select(test => test.Groups["name"].Value);

    private static string Paragraph(string text) => text[(text.LastIndexOf("\n\n", StringComparison.Ordinal) + 1)..];

    [GeneratedRegex(@"`(?<name>\w+Tests\.\w+)`")]
    private static partial Regex Test();

    [GeneratedRegex(@"^```(?<language>\w+)[^\n]*\n(?<code>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();
}
