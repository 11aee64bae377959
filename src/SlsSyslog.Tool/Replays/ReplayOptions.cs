namespace SlsSyslog.Tool;

/// <summary>Holds the options of <c>replay</c>, and turns them into a request.</summary>
internal sealed class ReplayOptions(TimeProvider timeProvider)
{
    private const int MaxRate = 10_000_000;

    public Option<DateTimeOffset?> From { get; } = ToolOptions.Time(
        "--from", "The start, by the time of receipt by SLS: 2026-01-31T08:00:00Z, Unix seconds, or 2h for two hours ago.", timeProvider);

    public Option<DateTimeOffset?> To { get; } = ToolOptions.Time("--to", "The end, exclusive.", timeProvider);

    public Option<string?> Missing { get; } = ToolOptions.Text("--missing", "REPORT.json", "Replays the missing ranges of a report of verify.");

    public Option<string?> DeadLetters { get; } = ToolOptions.Text("--dead-letters", "FILE", "Replays the records of dead-letter files.");

    public Option<string?> Route { get; } = ToolRoute.CreateOption();

    public Option<string?> Destination { get; } = ToolOptions.Text("--destination", "NAME", "Replays to one destination of the route only.");

    public Option<int?> Rate { get; } = new("--rate")
    {
        Description = "The largest number of records per second. The default is the limit of the destination, if it has one.",
        HelpName = "N",
        CustomParser = result =>
            int.TryParse(ToolOptions.ValueOf(result), NumberStyles.None, CultureInfo.InvariantCulture, out int rate) && rate is > 0 and <= MaxRate
                ? rate
                : ToolOptions.Fail<int?>(result, "--rate", $"Specify a number from 1 to {MaxRate}."),
    };

    public Option<bool> Mark { get; } = ToolOptions.Flag("--mark", $"Adds the field {ReplayNames.MarkField}=true to each record.");

    public Option<bool> Json { get; } = ToolOptions.Json();

    public IEnumerable<Option> All => [From, To, Missing, DeadLetters, Route, Destination, Rate, Mark, Json];

    /// <summary>Checks what does not need the settings.</summary>
    /// <exception cref="ToolException">Options are missing or contradict each other.</exception>
    public void Check(ParseResult result)
    {
        bool hasTimes = result.GetValue(From) is not null || result.GetValue(To) is not null;
        int sources = (hasTimes ? 1 : 0) + (result.GetValue(Missing) is null ? 0 : 1) + (result.GetValue(DeadLetters) is null ? 0 : 1);
        if (sources != 1)
        {
            throw new ToolException(sources == 0
                ? "There is nothing to replay. Specify --from TIME and --to TIME, --missing REPORT.json or --dead-letters FILE."
                : "Only one of --from with --to, --missing and --dead-letters can be specified. Omit the others.");
        }

        if (hasTimes)
        {
            ReadRange(result);
        }

        if (result.GetValue(DeadLetters) is { } letters)
        {
            DeadLetterCheck.Run(letters);
        }
    }

    /// <exception cref="ToolException">The report or the settings do not fit.</exception>
    public async Task<ReplayRequest> CreateAsync(ParseResult result, ToolSettings settings, CancellationToken cancellationToken)
    {
        VerifyReport? report = result.GetValue(Missing) is not { } path ? null
            : await ReportFile.ReadAsync(path, cancellationToken).ConfigureAwait(false);
        string[] reported = report?.Scope.Route.Split('/', 2) ?? [];
        ToolRoute route = ToolRoute.Find(settings, result.GetValue(Route) ?? reported.FirstOrDefault());
        string? destination = result.GetValue(Destination) ?? reported.ElementAtOrDefault(1);
        if (destination is not null && !route.Options.Destinations.ContainsKey(destination))
        {
            throw new ToolException($"The route '{route.Name}' has no destination '{PlainText.Clean(destination)}'. "
                + (route.Options.Destinations.Count == 0
                    ? "Omit --destination."
                    : $"Specify one of {string.Join(", ", route.Options.Destinations.Keys)}."));
        }

        VerifyRange? range = result.GetValue(From) is null ? null : ReadRange(result);
        return new ReplayRequest
        {
            Route = route,
            Destination = destination,
            Range = range,
            Ranges = report is null ? [] : MissingRanges.Of(report, route),
            DeadLetters = result.GetValue(DeadLetters),
            DeadLettersOf = result.GetValue(Route) is null ? null : destination is null ? route.Name : $"{route.Name}/{destination}",
            Rate = result.GetValue(Rate),
            IsMarked = result.GetValue(Mark),
            Command = Describe(result, range),
        };
    }

    private VerifyRange ReadRange(ParseResult result)
    {
        DateTimeOffset from = Read(From, "--from");
        DateTimeOffset to = Read(To, "--to");
        DateTimeOffset now = timeProvider.GetUtcNow();
        return from >= to
            ? throw new ToolException($"--to ({TimeText.Format(to)}) is not after --from ({TimeText.Format(from)}). Specify a later end.")
            : to > now ? throw new ToolException($"--to ({TimeText.Format(to)}) is in the future. Specify a time that has passed.")
            : new VerifyRange(from, to);

        // SLS knows whole seconds.
        DateTimeOffset Read(Option<DateTimeOffset?> option, string name) => result.GetValue(option) is { } time
            ? DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds())
            : throw new ToolException($"The option {name} is missing. Specify {name} TIME.");
    }

    // The same replay, whenever it runs: a time such as 2h is another one later.
    private string Describe(ParseResult result, VerifyRange? range)
    {
        List<string> words = [ToolProgram.Name, "replay"];
        if (range is not null)
        {
            words.AddRange(["--from", TimeText.Format(range.From), "--to", TimeText.Format(range.To)]);
        }

        foreach (Option<string?> option in new[] { Missing, DeadLetters, Route, Destination, ToolCommand.Config })
        {
            if (result.GetValue(option) is { } value)
            {
                words.AddRange([option.Name, value.Any(char.IsWhiteSpace) ? $"\"{value}\"" : value]);
            }
        }

        if (result.GetValue(Rate) is { } rate)
        {
            words.AddRange(["--rate", rate.ToString(CultureInfo.InvariantCulture)]);
        }

        return string.Join(' ', result.GetValue(Mark) ? [.. words, "--mark"] : words);
    }
}
