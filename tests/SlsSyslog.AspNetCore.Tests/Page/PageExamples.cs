namespace SlsSyslog.AspNetCore.Tests;

/// <summary>What the page shows in the tests: a status and an hour before it.</summary>
internal static class PageExamples
{
    public static readonly string[] Names = ["healthy", "waiting", "attention", "starting"];

    public static SlsSyslogStatus Of(string name) => name switch
    {
        "waiting" => StatusExamples.Of(StatusExamples.Waiting),
        "attention" => StatusExamples.Of(StatusExamples.Running, StatusExamples.Attention),
        "starting" => StatusExamples.Of(StatusExamples.Starting) with { StartedAt = StatusExamples.Now - TimeSpan.FromSeconds(3) },
        _ => StatusExamples.Of(StatusExamples.Running),
    };

    public static void AddHour(StatusHistory history, string name)
    {
        SlsSyslogStatus status = Of(name);
        if (name == "starting")
        {
            return;
        }

        for (int i = StatusHistory.Capacity; i > 0; i--)
        {
            TimeSpan ago = i * StatusHistory.Interval;
            history.Add(status with { Time = status.Time - ago, Routes = [.. status.Routes.Select(route => Before(route, ago.TotalMinutes, name))] });
        }
    }

    // An outage 41 to 36 minutes ago; in one example another one that began 18 minutes ago.
    private static RouteStatus Before(RouteStatus route, double minutesAgo, string name)
    {
        bool isOut = (name == "waiting" && minutesAgo < 18.3) || minutesAgo is > 36 and < 41;
        double start = minutesAgo < 30 ? 18.3 : 41;
        double wave = Math.Sin(minutesAgo / 4) + (Math.Sin(minutesAgo * 5) / 3);
        return route with
        {
            RecordsPerSecond = isOut ? Math.Max(0, 1200 - ((start - minutesAgo) * 1200)) : 1200 + (wave * 260),
            DeliveryLag = isOut ? TimeSpan.FromMinutes(start - minutesAgo) : TimeSpan.FromSeconds(0.8 + (wave / 2)),
            ReadLag = isOut ? TimeSpan.FromMinutes(Math.Max(0, start - minutesAgo - 1.3)) : TimeSpan.FromSeconds(0.05),
        };
    }
}
