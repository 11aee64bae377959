using System.Text.RegularExpressions;

namespace SlsSyslog.Architecture.Tests;

/// <summary>Code, comments and pages are written in plain English.</summary>
public sealed class PlainEnglishTests
{
    // The word list and its test cases.
    private const string Self = "tests/SlsSyslog.Architecture.Tests/Language/";

    private static readonly string[] Patterns = ["*.cs", "*.md", "*.props", "*.targets", "*.csproj", "*.yml", "*.sh", "*.conf"];

    public static TheoryData<string> Offences =>
    [
        "// set it, which is the mend", "bool IsMended;", "// resent by whoever comes next", "about nought", "the value is no number",
        "// measures the whole way", "WholeWay.Run();", "// the shard is given back", "bool _hasToldEnd;", "// tells what was read", "// lent for the call",
        "// a folder of its own", "// changed at will", "// come what may", "// reading goes on", "// the sender gives up",
        "// the default stands", "// reconnects by itself", "// by mistake", "string Trouble;", "int PartitionId;", "// a partition",
    ];

    [Fact]
    public void Files_OfTheRepository_AreInPlainEnglish()
    {
        string[] files =
        [
            .. new[] { "src", "tests", "samples", "benchmarks", "docs" }.SelectMany(folder => Patterns.SelectMany(pattern => Repository.Files(folder, pattern))),
            .. Directory.EnumerateFiles(Repository.Root, "*.md").Select(file => Path.GetFileName(file)),
            .. Directory.EnumerateFiles(Repository.Root, "Directory.*").Select(file => Path.GetFileName(file)),
            ".editorconfig", ".ci/run", ".github/workflows/ci.yml",
        ];
        Assert.Contains("README.md", files);
        string[] offences =
        [
            .. files.Where(file => !file.StartsWith(Self, StringComparison.Ordinal))
                .SelectMany(file => PlainEnglish.Check(file, TextOf(file))),
        ];
        Assert.True(offences.Length == 0, string.Join('\n', offences));
    }

    [Theory]
    [MemberData(nameof(Offences))]
    public void Check_Violation_IsFound(string text) => Assert.NotEmpty(PlainEnglish.Check("a.cs", text));

    [Fact]
    public void Banned_EveryExpression_HasATestCase() =>
        Assert.All(PlainEnglish.Banned, entry => Assert.Contains(Offences, offence => Regex.IsMatch(offence.Data, entry.Pattern, RegexOptions.IgnoreCase)));

    [Theory]
    [InlineData("The connection is no longer used.")]
    [InlineData("There is no limit.")]
    [InlineData("LF stands for line feed.")]
    [InlineData("The shard is released when the task completes.")]
    public void Check_ValidText_HasNoViolations(string text) => Assert.Empty(PlainEnglish.Check("a.cs", text));

    // The change log quotes names of earlier versions.
    private static string TextOf(string file)
    {
        string text = File.ReadAllText(Path.Combine(Repository.Root, file));
        return file == "CHANGELOG.md" ? Regex.Replace(text, "`[^`\n]*`", "") : text;
    }
}
