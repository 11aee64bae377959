using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace SlsSyslog.Tool;

/// <summary>Shows the help of a command, its examples, and the exit codes.</summary>
internal sealed class ExampleHelpAction(HelpAction inner) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        int code = inner.Invoke(parseResult);
        TextWriter output = parseResult.InvocationConfiguration.Output;
        if (parseResult.CommandResult.Command is ToolCommand { Examples.Count: > 0 } command)
        {
            output.WriteLine(command.Examples.Count == 1 ? "Example:" : "Examples:");
            foreach (string example in command.Examples)
            {
                output.WriteLine($"  {example}");
            }

            output.WriteLine();
        }

        output.WriteLine("Exit codes: 0 success, 1 a check failed, 2 an option or a setting is invalid, 3 records are undelivered,");
        output.WriteLine("4 another process used the same consumer name (only run), 130 interrupted.");
        return code;
    }
}
