namespace SlsSyslog.FaultSuite;

/// <summary>The forwarder is killed or stopped.</summary>
internal static class ProcessScenarios
{
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("process killed once", scene => KillAsync(scene, 1)),
        new("process killed five times", scene => KillAsync(scene, 5)),
        new("stopped and started", async scene =>
        {
            for (int round = 0; round < 2 * scene.Tempo.Rounds; round++)
            {
                ForwardingHost forwarder = await scene.ForwardAsync();
                await scene.FlowAsync();
                await scene.StopAsync(forwarder);
                scene.CheckCheckpoints();
            }

            await scene.ForwardAsync();
            await scene.FlowAsync();
        }),
        new("configuration changes", async scene =>
        {
            ForwardingHost forwarder = await scene.ForwardAsync();
            for (int round = 0; round < 3 * scene.Tempo.Rounds; round++)
            {
                await scene.FlowAsync();
                int starts = round + 2;
                await scene.BreakAsync(() =>
                {
                    forwarder.Reload();
                    return scene.HoldsAsync(
                        () => scene.Log.Count(line => line.Contains(" 310 ", StringComparison.Ordinal)) == starts, "the route starts again");
                });
            }
        }),
        new("stopped during an outage of the receiver", async scene =>
        {
            ForwardingHost forwarder = await scene.ForwardAsync();
            await scene.FlowAsync();
            await scene.BreakAsync(async () =>
            {
                scene.Siem.Refuse();
                scene.Siem.Reset();
                await scene.WaitAsync(TimeSpan.FromSeconds(1));
                await scene.StopAsync(forwarder);
                scene.CheckCheckpoints();
                scene.Siem.Accept();
                await scene.ForwardAsync();
            });
            await scene.FlowAsync();
        }),
    ];

    private static async Task KillAsync(Scene scene, int times)
    {
        for (int round = 0; round < times * scene.Tempo.Rounds; round++)
        {
            // Killed under load, but only after a commit. Otherwise each run repeats all earlier ones.
            ForwarderChild child = scene.ForwardInProcess();
            DateTimeOffset start = DateTimeOffset.UtcNow;
            await scene.FlowAsync();
            await scene.HoldsAsync(() => HasCommitted(scene, start), "something is committed");
            await child.KillAsync();
            scene.CountBreak();
            scene.CheckCheckpoints();
        }

        scene.ForwardInProcess();
        await scene.BreakAsync(() => { });
    }

    private static bool HasCommitted(Scene scene, DateTimeOffset since) =>
        scene.Logs.FindConsumerGroup(Scene.Group)?.Checkpoints.Any(checkpoint => checkpoint.UpdatedAt > since) == true;
}
