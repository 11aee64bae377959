using Spectre.Console.Testing;

namespace SlsSyslog.Tool.Tests;

public sealed class PreviewViewTests
{
    private static readonly RecordPreview Preview =
        Routes.Create(message => message.Fields.Exclude = ["secret"]).Preview(Routes.Record(("user", "[red]alice[/]"), ("secret", "\u001b[31mx")));

    [Theory]
    [InlineData(80)]
    [InlineData(160)]
    public void Create_AnyWidth_ShowsRecordMessageAndLosses(int width)
    {
        string text = Render(width);

        Assert.Contains("user=[red]alice[/]", text, StringComparison.Ordinal);
        Assert.Contains("<14>1 2026-11-26T08:00:00Z", text, StringComparison.Ordinal);
        Assert.Contains("dropped: secret", text, StringComparison.Ordinal);
        Assert.Contains("secret=\\x1B[31mx", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_WideTerminal_IsSideBySide() => Assert.Contains(
        Render(160).Split('\n'),
        line => line.Contains("record", StringComparison.Ordinal) && line.Contains("not mapped", StringComparison.Ordinal)
            && line.Contains("frame", StringComparison.Ordinal));

    private static string Render(int width)
    {
        using TestConsole console = new();
        console.Profile.Width = width;
        console.Write(PreviewView.Create(Preview, 1, width));
        return console.Output;
    }
}
