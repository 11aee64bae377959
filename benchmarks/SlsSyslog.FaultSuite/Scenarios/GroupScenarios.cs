using SlsSyslog.Testing;

namespace SlsSyslog.FaultSuite;

/// <summary>Consumers come, go and lose their shards; shards are split and merged; checkpoints fail.</summary>
internal static class GroupScenarios
{
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("heartbeats hang longer than the timeout", async scene =>
        {
            await scene.ForwardAsync();
            await scene.FlowAsync();
            await scene.BreakAsync(async () =>
            {
                InjectedFault hang = scene.Sls.Faults.On(SlsOperation.HeartBeat).Hang();
                await scene.WaitAsync(Scene.GroupTimeout + TimeSpan.FromSeconds(2));
                scene.Logs.FindConsumerGroup(Scene.Group)!.Evict("c1");
                hang.Remove();
            });
            await scene.FlowAsync();
        }),
        new("consumer evicted while sending", async scene =>
        {
            await scene.ForwardAsync("c1");
            await scene.ForwardAsync("c2");
            for (int round = 0; round < 2 * scene.Tempo.Rounds; round++)
            {
                await scene.FlowAsync();
                await scene.BreakAsync(() => { scene.Logs.FindConsumerGroup(Scene.Group)!.Evict(round % 2 == 0 ? "c1" : "c2"); });
            }
        }),
        new("two, then four, then one consumer", async scene =>
        {
            ForwardingHost first = await scene.ForwardAsync("c1");
            ForwardingHost second = await scene.ForwardAsync("c2");
            await scene.FlowAsync();
            ForwardingHost third = await scene.ForwardAsync("c3");
            await scene.ForwardAsync("c4");
            await scene.HoldsAsync(() => scene.Holders == 4, "four consumers hold a shard each");
            await scene.FlowAsync();
            await scene.BreakAsync(() => Task.WhenAll(scene.StopAsync(first), scene.StopAsync(second), scene.StopAsync(third)));
            await scene.HoldsAsync(() => scene.Holders == 1, "one consumer holds all shards");
        }),
        new("split and merge under load, in order", async scene =>
        {
            await scene.ForwardAsync("c1");
            await scene.ForwardAsync("c2");
            await scene.FlowAsync();
            lock (scene.Logs)
            {
                scene.Logs.Split(0);
            }

            await scene.BreakAsync(() => { });
            lock (scene.Logs)
            {
                scene.Logs.Merge(4);
                scene.Logs.Split(2, 3);
            }

            await scene.BreakAsync(() => { });
            await scene.FlowAsync();
        }) { InOrder = true },
        new("checkpoints fail half the time", async scene =>
        {
            await scene.ForwardAsync();
            InjectedFault fault = scene.Sls.Faults.On(SlsOperation.UpdateCheckPoint).Every(2).Answer(500, "InternalServerError");
            await scene.FlowAsync();
            await scene.WaitAsync(scene.Tempo.Outage);
            await scene.BreakAsync(() => scene.Siem.Reset());
            fault.Remove();
        }),
        new("checkpoint expired", async scene =>
        {
            ForwardingHost forwarder = await scene.ForwardAsync();
            await scene.FlowAsync();
            await scene.HoldsAsync(() => scene.Logs.FindConsumerGroup(Scene.Group)!.Checkpoints.All(checkpoint => checkpoint.Cursor.Length > 0), "all shards have checkpoints");
            InjectedFault fault = scene.Sls.Faults.On(SlsOperation.UpdateCheckPoint).Answer(500, "InternalServerError");
            await scene.WaitAsync(scene.Tempo.Calm);
            await scene.StopAsync(forwarder);
            fault.Remove();

            // Logs that the receiver has can expire. The checkpoints are older.
            foreach (EmulatorShard shard in scene.Logs.Shards)
            {
                int kept = (scene.Ledger.SentOf(shard.Id) - scene.Ledger.CompleteUpTo(shard.Id)) / Producer.LogsPerGroup;
                scene.Logs.Trim(shard.Id, Text(Scene.Cursor(shard.EndCursor) - kept - 2));
            }

            await scene.ForwardAsync();
            await scene.BreakAsync(() => { });
            await scene.FlowAsync();
        }),
        new("consumer group deleted during the run", async scene =>
        {
            await scene.ForwardAsync();
            await scene.FlowAsync();
            await scene.BreakAsync(() => { scene.Logs.DeleteConsumerGroup(Scene.Group); });
            await scene.FlowAsync();
        }) { ForgetsCheckpoints = true },
    ];

    private static string Text(long cursor) => Convert.ToBase64String([.. cursor.ToString().Select(digit => (byte)digit)]);
}
