namespace SlsSyslog.Tool;

/// <summary>Collects the answers: from options, and from the user for the others.</summary>
internal sealed class InitDialog(ToolConsole console, IReadOnlyList<InitQuestion> questions)
{
    private readonly Dictionary<InitQuestion, string> _given = [];

    private InitQuestion[] Missing => [.. questions.Where(question => question.Default is null && !_given.ContainsKey(question))];

    /// <summary>Reads the answers of options.</summary>
    /// <exception cref="ToolException">An answer of an option is invalid, or an answer is missing and nobody can give it.</exception>
    public void ReadOptions(ParseResult result)
    {
        foreach (InitQuestion question in questions)
        {
            if (result.GetValue(question.Option) is { } answer)
            {
                _given[question] = question.FindError(answer) is { } error ? throw new ToolException(error) : answer;
            }
        }

        if (!console.IsInteractive && Missing is { Length: > 0 } missing)
        {
            throw new ToolException(
                $"Nobody can answer questions here. Specify {string.Join(", ", missing.Select(question => question.Option.Name))}.");
        }
    }

    /// <summary>Returns all answers, after asking for those that no option gave.</summary>
    /// <exception cref="ToolException">The input has ended.</exception>
    public async Task<InitAnswers> CollectAsync(CancellationToken cancellationToken)
    {
        bool asks = Missing.Length > 0;
        InitAnswers answers = new();
        foreach (InitQuestion question in questions)
        {
            // Somebody who gave all that is needed by options is not asked for the rest.
            string? answer = _given.TryGetValue(question, out string? known) ? known
                : !asks ? question.Default
                : await AskAsync(question, cancellationToken).ConfigureAwait(false);
            answers = question.Apply(answers, answer!);
        }

        return answers;
    }

    private async Task<string> AskAsync(InitQuestion question, CancellationToken cancellationToken)
    {
        while (true)
        {
            await console.Error.WriteLineAsync(question.Text).ConfigureAwait(false);
            await console.Error.WriteAsync(question.Default is null ? "> " : $"[{question.Default}] > ").ConfigureAwait(false);
            await console.Error.FlushAsync(cancellationToken).ConfigureAwait(false);
            string? line = await console.ReadLineAsync(cancellationToken).ConfigureAwait(false);
            if (line is null)
            {
                throw new ToolException("The input ended before all questions were answered. Nothing was written.");
            }

            string? answer = line.Trim() is { Length: > 0 } text ? text : question.Default;
            string? error = answer is null ? "An answer is needed." : question.FindError(answer);
            if (error is null)
            {
                return answer!;
            }

            await console.Error.WriteLineAsync(error).ConfigureAwait(false);
        }
    }
}
