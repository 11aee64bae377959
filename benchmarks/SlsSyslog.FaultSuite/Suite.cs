using SlsSyslog.Testing;

namespace SlsSyslog.FaultSuite;

/// <summary>Runs scenarios and reports their outcomes.</summary>
public static class Suite
{
    // The messages that one interruption can repeat: those sent within the settle window and one second of detection, at four times the rate
    // of writing, because a forwarder that catches up is faster than the writer.
    private const int LogsPerSecond = 4 * 50 * Producer.LogsPerGroup;
    private const int InFlightSeconds = 12;

    public static IReadOnlyList<Scenario> All { get; } =
        [.. ReceiverScenarios.All, .. ProcessScenarios.All, .. ServiceScenarios.All, .. GroupScenarios.All, .. ScalingScenarios.All];

    public static async Task<Outcome> RunAsync(Scenario scenario, Tempo tempo)
    {
        Scene scene = await Scene.SetAsync(scenario, tempo);
        await using (scene)
        {
            string? failure = null;
            try
            {
                await scenario.Run(scene);
                await scene.FinishAsync();
            }
            catch (Exception exception) when (exception is TimeoutException or InvalidOperationException)
            {
                failure = exception.Message;
            }

            DeliveryReport report = scene.Ledger.Report();
            long limit = scenario.ForgetsCheckpoints ? report.Sent * scene.Breaks : (long)LogsPerSecond * scenario.Shards / 4 * InFlightSeconds * Math.Max(1, scene.Breaks);
            failure ??= Judge(scene, report.Missing, report.Repeated, limit);
            if (failure is not null)
            {
                failure += $"\n{report}\n" + string.Join('\n', scene.Log.TakeLast(60));
            }

            return new Outcome(scenario.Name, report, scene.Recovery, scene.Breaks, limit, failure, scene.Samples)
            {
                Counts = scene.Counts,
            };
        }
    }

    private static string? Judge(Scene scene, long missing, long repeated, long limit)
    {
        if (missing > 0)
        {
            return $"{missing} logs are missing";
        }

        if (repeated > limit)
        {
            return $"{repeated} repeats are more than the {limit} that were in flight";
        }

        if (scene.WrongTotal is { } wrong)
        {
            return wrong;
        }

        return scene.Disorders.Count > 0 ? string.Join("; ", scene.Disorders) : null;
    }
}
