using Spectre.Console.Rendering;

namespace SlsSyslog.Tool;

/// <summary>Shows one row per route, with the columns that the width of the terminal has room for.</summary>
internal sealed class StatusTable(SlsSyslogStatus status) : Renderable
{
    private static readonly Style Good = new(Color.Green);
    private static readonly Style Attention = new(Color.Yellow);
    private static readonly Style Bad = new(Color.Red);
    private static readonly Style Quiet = new(Color.Grey);

    // A column is shown on terminals of at least its width.
    private static readonly (string Name, int FromWidth, bool IsNumber, Func<RouteStatus, OneLine> Write)[] Columns =
    [
        ("route", 0, false, route => new(route.Name)),
        ("state", 0, false, route => new(StatusView.Describe(route), StyleOf(route))),
        ("records/s", 70, true, route => Number((long)route.RecordsPerSecond)),
        ("delivered", 0, true, route => Number(route.Totals.Delivered)),
        ("unconfirmed", 50, true, route => Number(route.Totals.Pending, route.Totals.Pending > 0 ? Attention : Style.Plain)),
        ("resent", 100, true, route => Number(route.Totals.Repeated)),
        ("read lag", 100, true, route => Age(route.ReadLag)),
        ("delivery lag", 70, true, route => Age(route.DeliveryLag)),
        ("shards", 100, true, Shards),
        ("receiver", 100, false, route => new(string.Join(", ", route.Destinations.Select(Describe)))),
    ];

    // The texts of these are cut first.
    private static readonly string[] LongColumns = ["route", "receiver"];

    protected override Measurement Measure(RenderOptions options, int maxWidth) => ((IRenderable)Create(maxWidth)).Measure(options, maxWidth);

    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => ((IRenderable)Create(maxWidth)).Render(options, maxWidth);

    private Table Create(int width)
    {
        Table table = new() { Border = TableBorder.Simple };
        (string Name, int FromWidth, bool IsNumber, Func<RouteStatus, OneLine> Write)[] columns =
            Array.FindAll(Columns, column => width >= column.FromWidth);
        foreach ((string name, _, bool isNumber, _) in columns)
        {
            TableColumn column = new(new OneLine(name)) { NoWrap = !LongColumns.Contains(name) };
            table.AddColumn(isNumber ? column.RightAligned() : column);
        }

        foreach (RouteStatus route in status.Routes)
        {
            table.AddRow(columns.Select(column => column.Write(route)));
        }

        return table;
    }

    private static OneLine Shards(RouteStatus route)
    {
        int owned = route.Shards.Count(shard => shard.IsOwned);
        return route.UnownedShards.Count > 0 ? new($"{owned} (+{route.UnownedShards.Count} unowned)", Bad) : Number(owned);
    }

    private static string Describe(DestinationStatus destination) =>
        $"{destination.Scheme}://{destination.Address}{(destination.Connections > 0 ? "" : " (closed)")}";

    private static Style StyleOf(RouteStatus route) => StatusView.Describe(route) switch
    {
        "running" => Good,
        "waiting" or "joining" or "starting" or "draining" => Attention,
        "stopped" => Quiet,
        _ => Bad,
    };

    private static OneLine Number(long value, Style? style = null) => new(value.ToString("N0", CultureInfo.InvariantCulture), style);

    private static OneLine Age(TimeSpan? age) => new(age is not { } time ? "-" : time <= TimeSpan.Zero ? "0 s" : DurationText.Format(time));
}
