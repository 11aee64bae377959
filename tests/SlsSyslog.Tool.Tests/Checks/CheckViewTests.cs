using Spectre.Console;
using Spectre.Console.Testing;

namespace SlsSyslog.Tool.Tests;

public sealed class CheckViewTests
{
    private const string Escape = "\e[";

    [Theory]
    [InlineData("Passed", true)]
    [InlineData("Skipped", true)]
    [InlineData("Warning", false)]
    [InlineData("Failed", false)]
    public void Create_OnATerminal_DimsOnlyWhatNeedsNoAction(string state, bool isDim)
    {
        CheckReport report = new([new CheckResult("", "clock", Enum.Parse<CheckState>(state), "The reason.", null, 0)], TimeSpan.Zero);

        using TestConsole console = new();
        console.Profile.Width = 200;
        console.EmitAnsiSequences = true;
        console.Profile.Capabilities.ColorSystem = ColorSystem.EightBit;
        console.Write(CheckView.Create(report));

        string line = console.Output.Split('\n')[0];
        Assert.StartsWith(Escape, line, StringComparison.Ordinal); // the mark has a color
        Assert.Equal(isDim, line.Contains("m  The reason.", StringComparison.Ordinal));
    }

    [Fact]
    public void Create_SeveralRoutes_HaveOneHeadingEach()
    {
        CheckResult result = new("a", "clock", CheckState.Passed, "Good.", null, 0);
        CheckReport report = new([result with { Route = "" }, result, result, result with { Route = "b" }], TimeSpan.FromSeconds(2));

        using TestConsole console = new();
        console.Profile.Width = 200;
        console.Write(CheckView.Create(report));

        Assert.Equal(
            ["✓ clock  Good.", "route a", "✓ clock  Good.", "✓ clock  Good.", "route b", "✓ clock  Good.", "4 passed, in 2 s"],
            console.Lines.Select(line => line.TrimEnd()));
    }
}
