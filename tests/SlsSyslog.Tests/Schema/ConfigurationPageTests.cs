namespace SlsSyslog.Tests;

public sealed class ConfigurationPageTests
{
    private const string PagePath = "docs/configuration.md";
    private const string Begin = "<!-- generated: begin -->\n";
    private const string End = "<!-- generated: end -->\n";

    [Fact]
    public void Page_GeneratedPart_ListsEveryKeyAsTheCodeDefinesIt()
    {
        string page = RepositoryFile.Read(PagePath);
        int begin = page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        int end = page.IndexOf(End, StringComparison.Ordinal);

        RepositoryFile.AssertIs(PagePath, $"{page[..begin]}\n{ConfigurationPage.Generate()}\n{page[end..]}");
    }
}
