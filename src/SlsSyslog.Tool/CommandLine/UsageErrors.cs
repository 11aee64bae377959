using System.CommandLine.Parsing;

namespace SlsSyslog.Tool;

/// <summary>Describes what is wrong with a command line, in two lines at most.</summary>
internal static class UsageErrors
{
    /// <summary>Returns the description, or <see langword="null"/> when the command line is valid.</summary>
    public static string? Find(ParseResult result, SettingsArguments settings)
    {
        Command command = result.CommandResult.Command;
        string name = NameOf(result.CommandResult);
        if (result.Errors.Count > 0)
        {
            string problem = result.UnmatchedTokens is [{ } token, ..] ? Describe(token, result.CommandResult)
                : command.Subcommands.Count > 0 && result.CommandResult.Tokens.Count == 0 && command.Action is null ? "A command is missing."
                : result.Errors[0].Message.ReplaceLineEndings(" ");
            return $"{problem}\nRun '{name} --help' for the list.";
        }

        // An option that does not exist becomes the value of an argument.
        if (result.CommandResult.Tokens.FirstOrDefault(token => token.Value.StartsWith('-') && token.Value.Length > 1) is { } misspelt)
        {
            return $"{Describe(misspelt.Value, result.CommandResult)}\nRun '{name} --help' for the list.";
        }

        return settings.First is { } argument && command is ToolCommand { UsesSettings: false, Action: not null }
            ? $"'{name}' does not use settings. Remove {argument}."
            : null;
    }

    private static string Describe(string token, CommandResult result)
    {
        string kind = token.StartsWith('-') ? "option" : result.Command.Subcommands.Count > 0 ? "command" : "argument";
        string typed = token.Split('=', 2)[0];
        string? similar = SimilarName.Find(typed, NamesIn(result));
        string problem = $"'{PlainText.Clean(token)}' is not a valid {kind} of '{NameOf(result)}'.";
        return similar is null ? problem : $"{problem} Did you mean {similar}?";
    }

    private static IEnumerable<string> NamesIn(CommandResult result) =>
        result.Command.Subcommands.Select(command => command.Name)
            .Concat(result.Command.Options.SelectMany(option => option.Aliases.Prepend(option.Name)));

    private static string NameOf(CommandResult result)
    {
        Stack<string> names = [];
        for (CommandResult? current = result; current is not null; current = current.Parent as CommandResult)
        {
            names.Push(current.Command is RootCommand ? ToolProgram.Name : current.Command.Name);
        }

        return string.Join(' ', names);
    }
}
