using System.Net.Sockets;
using SlsSyslog.Transports;

namespace SlsSyslog.Tool.Tests;

public sealed class CheckRunnerTests
{
    private readonly TestTimeProvider _time = new();

    [Fact]
    public async Task RunAsync_StepHangs_FailsAfterItsLimit()
    {
        Task<IReadOnlyList<CheckResult>> run = Start(Runner(), [Hanging("a")]);
        Assert.False(run.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(9));
        Assert.False(run.IsCompleted);

        _time.Advance(TimeSpan.FromSeconds(1));
        CheckResult result = Assert.Single(await run.WaitAsync(Eventually.Deadline));

        Assert.Equal(("route", "a", CheckState.Failed, 10), (result.Route, result.Name, result.State, result.Seconds));
        Assert.Equal("No answer within 10 s.", result.Detail);
        Assert.Contains("--timeout", result.Action, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_TotalLimitIsNear_ShortensTheStep()
    {
        CheckRunner runner = Runner(total: 13);
        Task<IReadOnlyList<CheckResult>> first = Start(runner, [Delayed("a", 9)]);
        _time.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal(CheckState.Passed, (await first.WaitAsync(Eventually.Deadline))[0].State);

        Task<IReadOnlyList<CheckResult>> second = Start(runner, [Hanging("b")]);
        _time.Advance(TimeSpan.FromSeconds(4));
        CheckResult result = Assert.Single(await second.WaitAsync(Eventually.Deadline));

        Assert.Equal("No answer within 4 s.", result.Detail);
        Assert.Contains("--total-timeout", result.Action, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_TotalLimitIsOver_ChecksNothing()
    {
        CheckRunner runner = Runner(total: 5);
        _time.Advance(TimeSpan.FromSeconds(5));

        CheckResult result = Assert.Single(await Start(runner, [CheckStep.Of("a", _ => throw new InvalidOperationException("It ran."))]));

        Assert.Equal((CheckState.Failed, "Not checked within 5 s for all checks."), (result.State, result.Detail));
        Assert.Equal("Specify a longer --total-timeout.", result.Action);
    }

    [Fact]
    public async Task RunAsync_OneOfAStageFails_OthersOfItRunAndLaterOnesAreSkipped()
    {
        IReadOnlyList<CheckResult> results = await Start(
            Runner(),
            [Fixed("a", CheckFinding.Failed("It is wrong.", "Correct it.")), Fixed("b", CheckFinding.Passed("Good."))],
            [Fixed("c", CheckFinding.Passed("Good."))],
            [Fixed("d", CheckFinding.Passed("Good.")), Fixed("e", CheckFinding.Passed("Good."))]);

        Assert.Equal(
            [CheckState.Failed, CheckState.Passed, CheckState.Skipped, CheckState.Skipped, CheckState.Skipped],
            results.Select(result => result.State));
        Assert.All(results.Skip(2), result => Assert.Equal(("Not checked, because 'a' failed.", (string?)null), (result.Detail, result.Action)));
    }

    [Fact]
    public async Task RunAsync_WarningOrSkippedStep_LaterStagesRun()
    {
        IReadOnlyList<CheckResult> results = await Start(
            Runner(),
            [Fixed("a", CheckFinding.Warning("It is old.", "Renew it.")), Fixed("b", CheckFinding.Skipped("Not known."))],
            [Fixed("c", CheckFinding.Passed("Good."))]);

        Assert.Equal(CheckState.Passed, results[2].State);
    }

    [Fact]
    public async Task RunAsync_StagesOfSlowSteps_RunOneAfterTheOther()
    {
        Task<IReadOnlyList<CheckResult>> run = Start(Runner(), [Delayed("a", 2), Delayed("b", 2)], [Delayed("c", 3)]);
        _time.Advance(TimeSpan.FromSeconds(2));
        await Eventually.TrueAsync(() => _time.CreatedTimers >= 6); // a delay and a deadline for each
        Assert.False(run.IsCompleted);

        _time.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal([2, 2, 3], (await run.WaitAsync(Eventually.Deadline)).Select(result => result.Seconds));
    }

    // The step ignores its token, as the resolver of the system does.
    [Fact]
    public async Task RunAsync_IsCanceled_EndsAtOnce()
    {
        using CancellationTokenSource stop = new();
        Task run = Runner().RunAsync("route", [[Hanging("a")]], stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.WaitAsync(Eventually.Deadline));
    }

    [Fact]
    public async Task RunAsync_StepThrows_IsAFailedCheckWithAnAdvice()
    {
        IReadOnlyList<CheckResult> results = await Start(
            Runner(),
            [
                CheckStep.Of("transport", _ => throw new SyslogTransportException("the server refused the connection")),
                CheckStep.Of("socket", _ => throw new SocketException((int)SocketError.HostUnreachable)),
                CheckStep.Of("other", _ => throw new NotSupportedException("Not \e[31mpossible")),
            ]);

        Assert.All(results, result => Assert.Equal(CheckState.Failed, result.State));
        Assert.All(results, result => Assert.NotNull(result.Action));
        Assert.Equal("The server refused the connection.", results[0].Detail);
        Assert.StartsWith("NotSupportedException: Not ", results[2].Detail, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', results[2].Detail);
    }

    private static CheckStep Hanging(string name) => CheckStep.Of(name, _ => new TaskCompletionSource<CheckFinding>().Task);

    private static CheckStep Fixed(string name, CheckFinding finding) => CheckStep.Of(name, _ => Task.FromResult(finding));

    private static Task<IReadOnlyList<CheckResult>> Start(CheckRunner runner, params CheckStep[][] stages) =>
        runner.RunAsync("route", stages, CancellationToken.None);

    private CheckStep Delayed(string name, int seconds) => CheckStep.Of(name, async token =>
    {
        await Task.Delay(TimeSpan.FromSeconds(seconds), _time, token);
        return CheckFinding.Passed("Good.");
    });

    private CheckRunner Runner(int total = 30) => new(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(total), _time);
}
