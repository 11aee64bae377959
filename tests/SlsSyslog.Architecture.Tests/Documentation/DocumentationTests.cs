using System.Text.Json;
using System.Text.RegularExpressions;

namespace SlsSyslog.Architecture.Tests;

/// <summary>The pages can be used as they are: code compiles, configuration parses, links resolve.</summary>
public sealed partial class DocumentationTests
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    [Fact]
    public void Pages_ShowingCode_ShowCodeThatCompiles()
    {
        Assert.NotEmpty(MarkdownFile.All);
        string[] errors = [.. MarkdownFile.All.SelectMany(page => page.Blocks("csharp", "cs")).SelectMany(SnippetCompiler.Compile)];
        Assert.True(errors.Length == 0, string.Join('\n', errors));
    }

    // A block that is indented or has another language name would not be compiled.
    [Fact]
    public void Pages_ShowingCode_HaveOnlyBlocksThatAreFound() =>
        Assert.All(MarkdownFile.All, page => Assert.Equal(AnyCodeFence().Count(page.Text), page.Blocks("csharp", "cs").Count()));

    [Fact]
    public void Pages_ShowingConfiguration_ShowJsonThatParses()
    {
        string[] errors = [.. MarkdownFile.All.SelectMany(page => page.Blocks("json", "jsonc")).Select(FindJsonError).OfType<string>()];
        Assert.True(errors.Length == 0, string.Join('\n', errors));
    }

    [Fact]
    public void Pages_LinkingToFiles_LinkToFilesThatExist()
    {
        string[] broken =
        [
            .. from page in MarkdownFile.All
               from link in page.LocalLinks()
               where !Path.Exists(Path.Combine(Repository.Root, Path.GetDirectoryName(page.Path)!, link))
               select $"{page.Path}: {link}",
        ];
        Assert.True(broken.Length == 0, string.Join('\n', broken));
    }

    // A page that is not listed is on the site, but nobody finds it.
    [Fact]
    public void Pages_InTheFolderOfTheSite_AreInItsContents()
    {
        string contents = File.ReadAllText(Path.Combine(Repository.Root, "docs", "toc.yml"));
        string[] missing =
        [
            .. Repository.Files("docs", "*.md").Where(path => !contents.Contains($"href: {path["docs/".Length..]} }}", StringComparison.Ordinal)),
        ];
        Assert.True(missing.Length == 0, string.Join('\n', missing));
    }

    [Fact]
    public void Pages_NamingTests_NameTestsThatExist()
    {
        HashSet<string> tests =
        [
            .. from path in Repository.Files("tests", "*Tests.cs")
               from method in TestMethod().Matches(File.ReadAllText(Path.Combine(Repository.Root, path)))
               select $"{Path.GetFileNameWithoutExtension(path)}.{method.Groups["name"].Value}",
        ];
        string[] named = [.. MarkdownFile.All.SelectMany(page => page.NamedTests())];
        Assert.NotEmpty(named);
        Assert.Empty(named.Except(tests));
    }

    [Theory]
    [InlineData("```csharp\nint number = \"text\";\n```", "page.md(2,14): error CS0029")]
    [InlineData("text\n\n```csharp\nMissing.Call();\n```", "page.md(4,1): error CS0103")]
    [InlineData("```csharp\n\nusing System.Net;\n\nbuilder.Build();\n```", "page.md(5,1): error CS0103")]
    [InlineData("```csharp\nILogger? logger = null;\n```", "page.md(2,1): error CS0246")]
    [InlineData("```csharp\nnew Other();\n```\n```cs\nclass Other;\n```", "page.md(2,5): error CS0246")]
    [InlineData("```csharp\nint number = 1;\n```\nThis continues the program\nabove:\n```cs\nnumber = \"\";\n```", "page.md(7,10): error CS0029")]
    [InlineData("```csharp\nint number = 1;\n```\nThis continues the program above.\n\nText.\n```cs\nnumber = 2;\n```", "page.md(8,1): error CS0103")]
    [InlineData("```csharp\nint open = (1;\n```", "page.md(2,14): error CS1026")]
    public void Compile_WrongCode_NamesTheLineOfThePage(string page, string expected)
    {
        string[] errors = [.. new MarkdownFile("page.md", page).Blocks("csharp", "cs").SelectMany(SnippetCompiler.Compile)];
        Assert.StartsWith(expected, Assert.Single(errors), StringComparison.Ordinal);
    }

    [Fact]
    public void Compile_BlocksThatNameOthers_AreCompiledTogether()
    {
        const string page = """
            This uses the class below:

            ```csharp
            using System.Net;

            Mine mine = new(IPAddress.Loopback);
            ```

            ```csharp
            using System.Net;

            public sealed class Mine(IPAddress address)
            {
                public IPAddress Address { get; } = address;
            }
            ```

            ```csharp
            int number = 1;
            ```

            This continues the program above:

            ```csharp
            number++;
            ```
            """;
        Assert.All(new MarkdownFile("page.md", page).Blocks("csharp"), block => Assert.Empty(SnippetCompiler.Compile(block)));
    }

    [GeneratedRegex(@"^[ \t>]*(?:```|~~~)[ \t]*(?:c#|csharp\b|cs\b)", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex AnyCodeFence();

    [GeneratedRegex(@"public (?:async Task|void|Task) (?<name>\w+)\(")]
    private static partial Regex TestMethod();

    private static string? FindJsonError(MarkdownBlock block)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(block.Code, Lenient);
            return null;
        }
        catch (JsonException exception)
        {
            return $"{block}: {exception.Message}";
        }
    }
}
