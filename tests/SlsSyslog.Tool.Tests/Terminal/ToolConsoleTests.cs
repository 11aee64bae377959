using System.Text.RegularExpressions;

namespace SlsSyslog.Tool.Tests;

public sealed partial class ToolConsoleTests
{
    [Theory]
    [InlineData("TERM", "xterm-256color", true)]
    [InlineData("NO_COLOR", "1", false)]
    public async Task Terminal_NoColor_RemovesTheColors(string name, string value, bool hasColors)
    {
        Assert.SkipUnless(TerminalProcess.IsAvailable, "This needs the program script of util-linux.");
        await using ReplayScene scene = await ReplayScene.StartAsync();
        string records = Path.Combine(scene.Tool.Folder, "records.jsonl");
        await File.WriteAllTextAsync(records, """{"user":"alice"}""" + "\n");
        using TerminalProcess tool = TerminalProcess.Start(
            scene.Tool.Folder,
            [.. ToolProcess.Program, "preview", "--file", records, "--config", scene.Tool.Settings],
            new Dictionary<string, string> { ["TERM"] = "xterm-256color", [name] = value });

        Assert.Equal(0, await tool.WaitForExitAsync());

        Assert.Contains("user=alice", tool.Output, StringComparison.Ordinal);
        Assert.Equal(hasColors, Color().IsMatch(tool.Output));
    }

    // Foreground and background colors of SGR sequences.
    [GeneratedRegex(@"\e\[([0-9;]*;)?([34][0-8]|9[0-7]|10[0-7])(;[0-9;]*)?m")]
    private static partial Regex Color();
}
