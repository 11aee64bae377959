using SlsSyslog.ConsumerGroups;
using SlsSyslog.Testing;

namespace SlsSyslog.FaultSuite;

/// <summary>SLS responds with errors or invalid data, or does not respond.</summary>
internal static class ServiceScenarios
{
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("SLS answers 500", scene => ForAWhileAsync(scene, on => on.Answer(500, "InternalServerError"))),
        new("SLS answers 503", scene => ForAWhileAsync(scene, on => on.Answer(503, "ServerBusy"))),
        new("a proxy answers 502 with HTML", scene => ForAWhileAsync(scene, on => on.AnswerHtml(502))),
        new("a proxy answers 200 with HTML", scene => ForAWhileAsync(scene, on => on.AnswerHtml(200), SlsOperation.PullLogs)),
        new("SLS resets before the answer", scene => EveryThirdAsync(scene, on => on.ResetBefore(), SlsOperation.PullLogs)),
        new("SLS resets within the body", scene => EveryThirdAsync(scene, on => on.ResetInBody(), SlsOperation.PullLogs)),
        new("SLS resets after doing it", scene => EveryThirdAsync(scene, on => on.ResetAfter())),
        new("truncated blocks", scene => EveryThirdAsync(scene, on => on.Truncate(), SlsOperation.PullLogs)),
        new("corrupt blocks", scene => EveryThirdAsync(scene, on => on.Corrupt(), SlsOperation.PullLogs)),
        new("wrong raw size", scene => EveryThirdAsync(scene, on => on.WrongRawSize(-1), SlsOperation.PullLogs)),
        new("empty next cursor", scene => EveryThirdAsync(scene, on => on.EmptyCursor(), SlsOperation.PullLogs)),
        new("throttling", scene => ForAWhileAsync(scene, on => on.Answer(403, "ShardReadQuotaExceed"), SlsOperation.PullLogs)),
        new("401 for a while", scene => ForAWhileAsync(scene, on => on.Answer(401, "Unauthorized"))),
        new("STS token expires during the run", async scene =>
        {
            Renew(scene, 0, TimeSpan.FromSeconds(1.5));
            await scene.ForwardAsync();
            await scene.FlowAsync();
            await scene.BreakAsync(async () =>
            {
                await scene.WaitAsync(scene.Tempo.Outage);
                Renew(scene, 1, TimeSpan.FromHours(1));
            });
        }),
        new("clock 30 minutes off", async scene =>
        {
            scene.Sls.ClockOffset = TimeSpan.FromMinutes(30);
            await scene.ForwardAsync();
            await scene.FlowAsync();
            await scene.BreakAsync(() => scene.Sls.ClockOffset = TimeSpan.FromMinutes(-30));
            await scene.FlowAsync();
        }),
    ];

    private static async Task ForAWhileAsync(Scene scene, Func<FaultBuilder, InjectedFault> fault, params SlsOperation[] operations)
    {
        await scene.ForwardAsync();
        for (int round = 0; round < scene.Tempo.Rounds; round++)
        {
            await scene.FlowAsync();
            await scene.BreakAsync(async () =>
            {
                InjectedFault injected = fault(scene.Sls.Faults.On(operations));
                await scene.WaitAsync(scene.Tempo.Outage);
                injected.Remove();
                Require(injected);
            });
        }
    }

    // Every third request, so that progress is possible and all four shards are affected. The consumer pulls a block that stays invalid again
    // after a delay, which doubles up to 30 s.
    private static async Task EveryThirdAsync(Scene scene, Func<FaultBuilder, InjectedFault> fault, params SlsOperation[] operations)
    {
        await scene.ForwardAsync();
        for (int round = 0; round < scene.Tempo.Rounds; round++)
        {
            await scene.FlowAsync();
            InjectedFault injected = fault(scene.Sls.Faults.On(operations).Every(3));
            await scene.WaitAsync(scene.Tempo.Outage);
            await scene.BreakAsync(injected.Remove);
            Require(injected);
        }
    }

    private static void Require(InjectedFault fault)
    {
        if (fault.Hits == 0)
        {
            throw new InvalidOperationException("the fault struck nothing: the scenario shows nothing");
        }
    }

    private static void Renew(Scene scene, int generation, TimeSpan life)
    {
        DateTimeOffset expires = DateTimeOffset.UtcNow + life;
        scene.Sls.AddTemporaryAccessKey($"STS.{generation}", $"secret{generation}", $"token{generation}", expires);
        scene.Credentials.Set(new SlsCredential($"STS.{generation}", $"secret{generation}", $"token{generation}", expires));
    }
}
