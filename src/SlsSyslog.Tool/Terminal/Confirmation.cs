namespace SlsSyslog.Tool;

/// <summary>Asks before something is changed that cannot be undone.</summary>
internal static class Confirmation
{
    /// <summary>Asks, unless <c>--yes</c> is specified.</summary>
    /// <returns><see langword="true"/> when the answer is yes.</returns>
    /// <exception cref="ToolException">Nobody can answer, or the question was interrupted.</exception>
    public static async Task<bool> AskAsync(ToolConsole console, string question, bool isYes, CancellationToken cancellationToken)
    {
        if (isYes)
        {
            return true;
        }

        if (!console.IsInteractive)
        {
            throw new ToolException($"{question} Nobody can answer here. Specify --yes to continue.");
        }

        await console.Error.WriteAsync($"{question} [y/N] ").ConfigureAwait(false);
        try
        {
            string? answer = await console.ReadLineAsync(cancellationToken).ConfigureAwait(false);
            return answer?.Trim().ToUpperInvariant() is "Y" or "YES";
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new ToolException("\nInterrupted. Nothing was changed. Repeat the command to be asked again.", ToolExitCode.Interrupted);
        }
    }
}
