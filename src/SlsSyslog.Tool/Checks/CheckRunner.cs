using System.Net.Sockets;
using SlsSyslog.ConsumerGroups;
using SlsSyslog.Transports;

namespace SlsSyslog.Tool;

/// <summary>Runs checks, each within a time limit and all of them within another one. A check that hangs does not delay the answer.</summary>
/// <param name="stepLimit">How long one check may take.</param>
/// <param name="totalLimit">How long all checks may take.</param>
/// <param name="timeProvider">The clock.</param>
internal sealed class CheckRunner(TimeSpan stepLimit, TimeSpan totalLimit, TimeProvider timeProvider)
{
    private readonly long _started = timeProvider.GetTimestamp();

    public TimeSpan Elapsed => timeProvider.GetElapsedTime(_started);

    /// <summary>Runs the stages one after the other. When a check of one fails, the next ones are skipped.</summary>
    /// <param name="route">The name of the route.</param>
    /// <param name="stages">The stages. The checks of one stage run at the same time.</param>
    /// <param name="cancellationToken">Cancels the checks.</param>
    /// <returns>The results in the order of the checks.</returns>
    public async Task<IReadOnlyList<CheckResult>> RunAsync(
        string route, IEnumerable<IReadOnlyList<CheckStep>> stages, CancellationToken cancellationToken)
    {
        List<CheckResult> results = [];
        string? failed = null;
        foreach (IReadOnlyList<CheckStep> stage in stages)
        {
            IReadOnlyList<CheckResult>[] found = failed is { } cause
                ? [[.. stage.Select(step => Skip(route, step, cause))]]
                : await Task.WhenAll(stage.Select(step => RunAsync(route, step, cancellationToken))).ConfigureAwait(false);
            results.AddRange(found.SelectMany(result => result));
            failed ??= results.Find(result => result.State == CheckState.Failed)?.Name;
        }

        return results;
    }

    private static CheckResult Skip(string route, CheckStep step, string cause) =>
        new(route, step.Name, CheckState.Skipped, $"Not checked, because '{cause}' failed.", null, 0);

    private async Task<IReadOnlyList<CheckResult>> RunAsync(string route, CheckStep step, CancellationToken cancellationToken)
    {
        long started = timeProvider.GetTimestamp();
        TimeSpan left = totalLimit - Elapsed;
        TimeSpan limit = left < stepLimit ? left : stepLimit;
        IReadOnlyList<(string Name, CheckFinding Finding)> findings = limit > TimeSpan.Zero
            ? await FindAsync(step, limit, cancellationToken).ConfigureAwait(false)
            : [(step.Name, CheckFinding.Failed(
                $"Not checked within {DurationText.Format(totalLimit)} for all checks.", "Specify a longer --total-timeout."))];
        double seconds = Math.Round(timeProvider.GetElapsedTime(started).TotalSeconds, 3);
        return
        [
            .. findings.Select(found => new CheckResult(
                route, found.Name, found.Finding.State, PlainText.Clean(found.Finding.Detail), found.Finding.Action, seconds)),
        ];
    }

    private async Task<IReadOnlyList<(string Name, CheckFinding Finding)>> FindAsync(
        CheckStep step, TimeSpan limit, CancellationToken cancellationToken)
    {
        using CancellationTokenSource deadline = new(limit, timeProvider);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            // The resolver of the system, for example, cannot be canceled.
            return await step.RunAsync(either.Token).WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            string option = limit < stepLimit ? "--total-timeout" : "--timeout";
            return [(step.Name, CheckFinding.Failed(
                $"No answer within {DurationText.Format(limit)}.",
                $"Check the network and the firewalls in between, or specify a longer {option}."))];
        }
        catch (Exception exception) when (exception is SlsException or SlsProtocolException or SlsCredentialException)
        {
            return [(step.Name, CheckFinding.Failed(CheckFinding.ToSentence(exception.Message), SlsAdvice.For(exception)))];
        }
        catch (Exception exception) when (exception is SyslogTransportException or IOException or SocketException)
        {
            return [(step.Name, CheckFinding.Failed(
                CheckFinding.ToSentence(exception.Message), "Check that the receiver runs, and the network between here and it."))];
        }
        catch (Exception exception) when (exception is not OperationCanceledException and not OutOfMemoryException)
        {
            // One check does not end the others.
            return [(step.Name, CheckFinding.Failed(
                $"{exception.GetType().Name}: {CheckFinding.ToSentence(exception.Message)}", "This is not expected: report it with this text."))];
        }
    }
}
