namespace SlsSyslog.EndToEnd;

/// <summary>Answers each line of the standard input with one line, until the input ends.</summary>
internal static class CommandLoop
{
    public static async Task RunAsync(Func<string[], string> answer)
    {
        while (await Console.In.ReadLineAsync() is { } command)
        {
            await Console.Out.WriteLineAsync(answer(command.Split(' ')));
        }
    }
}
