using System.Diagnostics;
using System.Text.RegularExpressions;

namespace SlsSyslog.Tool.Tests;

/// <summary>The completion scripts of the documentation, in their shells.</summary>
public sealed partial class CompletionTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly string _folder = Directory.CreateTempSubdirectory("completion-").FullName;

    [Fact]
    public async Task Bash_StartOfACommand_IsCompleted()
    {
        Assert.SkipWhen(Find("bash") is null, "bash is not installed.");

        string output = await RunAsync("bash", "--norc", """
            COMP_LINE='sls-syslog groups s' COMP_POINT=19 COMP_CWORD=2 COMP_WORDS=(sls-syslog groups s)
            _sls_syslog
            printf '%s\n' "${COMPREPLY[@]}"
            """);

        Assert.Equal(["set", "show"], output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order());
    }

    // Bash completes the name of a file when the function finds nothing.
    [Fact]
    public async Task Bash_FileOfAnOption_IsLeftToBash()
    {
        Assert.SkipWhen(Find("bash") is null, "bash is not installed.");

        string output = await RunAsync("bash", "--norc", """
            COMP_LINE='sls-syslog check --config ./se' COMP_POINT=30 COMP_CWORD=3 COMP_WORDS=(sls-syslog check --config ./se)
            _sls_syslog
            echo "${#COMPREPLY[@]}"
            complete -p sls-syslog
            """);

        Assert.Equal("0\ncomplete -o default -F _sls_syslog sls-syslog\n", output);
    }

    [Theory]
    [InlineData("sls-syslog check --format ", "json", "nagios", "prometheus", "text")]
    [InlineData("sls-syslog -", "--help", "--version", "-h")]
    [InlineData("sls-syslog /")]
    public async Task Suggest_StartOfAValueOrAnOption_OffersWhatUsersType(string line, params string[] expected)
    {
        ToolRun run = await ToolRun.StartAsync($"[suggest:{line.Length}]", line);

        Assert.Equal(expected, run.Out.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task PowerShell_StartOfACommand_IsCompleted()
    {
        Assert.SkipWhen(Find("pwsh") is null, "pwsh is not installed.");

        string output = await RunAsync("powershell", "-NoProfile", """
            (TabExpansion2 -inputScript 'sls-syslog groups s' -cursorColumn 19).CompletionMatches | ForEach-Object { $_.CompletionText }
            """);

        Assert.Equal(["set", "show"], output.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries).Order());
    }

    [Fact]
    public async Task Zsh_StartOfACommand_IsCompleted()
    {
        Assert.SkipWhen(Find("zsh") is null || !TerminalProcess.IsAvailable, "zsh and the program script are needed.");
        string start = Path.Combine(_folder, ".zshrc");
        await File.WriteAllTextAsync(start, $"PS1='ready> '\nautoload -Uz compinit\ncompinit -u -D\n{ScriptOf("zsh")}");
        using TerminalProcess shell = TerminalProcess.Start(_folder, ["zsh", "-i"], Variables());

        await shell.ShowsAsync("ready> ");
        await shell.TypeAsync("sls-syslog prof\t");
        await shell.ShowsAsync("sls-syslog profiles");
        await shell.TypeAsync("li\t--json > profiles.json; exit\n");
        await shell.WaitForExitAsync();

        // Without the completion, it would be the option li--json.
        Assert.StartsWith("[{", await File.ReadAllTextAsync(Path.Combine(_folder, "profiles.json")), StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    private static string ScriptOf(string language)
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "tool.md"));
        string section = page[page.IndexOf("## Shell completion", StringComparison.Ordinal)..];
        return Block().Matches(section).Single(match => match.Groups[1].Value == language).Groups[2].Value;
    }

    private Dictionary<string, string> Variables() => new()
    {
        ["PATH"] = $"{InstalledTool.Create(_folder)}:{Environment.GetEnvironmentVariable("PATH")}",
        ["HOME"] = _folder,
        ["ZDOTDIR"] = _folder,
        ["TERM"] = "xterm",
    };

    // Runs the script of the page and then some lines.
    private async Task<string> RunAsync(string language, string option, string lines)
    {
        bool isBash = language == "bash";
        string file = Path.Combine(_folder, isBash ? "completion.sh" : "completion.ps1");
        await File.WriteAllTextAsync(file, $"{ScriptOf(language)}\n{lines}\n");
        ProcessStartInfo start = new(Find(isBash ? "bash" : "pwsh")!, isBash ? [option, file] : [option, "-File", file])
        {
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
        };
        foreach ((string name, string value) in Variables())
        {
            start.Environment[name] = value;
        }

        using CancellationTokenSource deadline = new(Limit);
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync(deadline.Token);
        await process.WaitForExitAsync(deadline.Token);
        return output;
    }

    [GeneratedRegex("^```(\\w+)\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
