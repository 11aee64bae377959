namespace SlsSyslog.FaultSuite;

/// <summary>Faults of the receiver.</summary>
internal static class ReceiverScenarios
{
    private const int SlowBytesPerSecond = 300_000;

    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("nothing wrong", async scene =>
        {
            await scene.ForwardAsync();
            await scene.FlowAsync();
            await scene.WaitAsync(scene.Tempo.Outage);
        }),
        new("receiver resets", scene => RepeatAsync(scene, 3, () => scene.Siem.Reset())),
        new("receiver closes", scene => RepeatAsync(scene, 3, () => scene.Siem.CloseConnections())),
        new("receiver half-closes and continues to read", scene => RepeatAsync(scene, 2, () => scene.Siem.HalfClose())),
        new("receiver resets within a message", scene => RepeatAsync(scene, 3, () => scene.Siem.CutAfter(10_007, withReset: true))),
        new("receiver refuses", scene => RepeatAsync(scene, 1, async () =>
        {
            scene.Siem.Refuse();
            scene.Siem.Reset();
            await scene.WaitAsync(scene.Tempo.Outage);
            scene.Siem.Accept();
        })),
        new("receiver vanishes", scene => RepeatAsync(scene, 1, async () =>
        {
            scene.Siem.Vanish();
            await scene.WaitAsync(scene.Tempo.Outage);
            scene.Siem.Reappear();
        })),
        new("receiver stalls", scene => RepeatAsync(scene, 1, async () =>
        {
            scene.Siem.Stall();
            await scene.WaitAsync(scene.Tempo.Outage);
            scene.Siem.Resume();
        })) { MayConfirmUnread = true },
        new("receiver is slow", scene => RepeatAsync(scene, 1, async () =>
        {
            scene.Siem.LimitRate(SlowBytesPerSecond);
            await scene.WaitAsync(scene.Tempo.Outage);
            scene.Siem.LimitRate(null);
        })) { MayConfirmUnread = true },
    ];

    private static async Task RepeatAsync(Scene scene, int times, Func<Task> harm)
    {
        await scene.ForwardAsync();
        for (int round = 0; round < times * scene.Tempo.Rounds; round++)
        {
            await scene.FlowAsync();
            await scene.BreakAsync(harm);
        }
    }

    private static Task RepeatAsync(Scene scene, int times, Action harm) => RepeatAsync(scene, times, () =>
    {
        harm();
        return Task.CompletedTask;
    });
}
