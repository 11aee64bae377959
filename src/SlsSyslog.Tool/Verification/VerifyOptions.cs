namespace SlsSyslog.Tool;

/// <summary>Holds the options of <c>verify</c>, and turns them into a request.</summary>
internal sealed class VerifyOptions(TimeProvider timeProvider)
{
    private const string StandardInput = "-";
    private static readonly TimeSpan DefaultAge = TimeSpan.FromMinutes(5);

    public Option<DateTimeOffset?> From { get; } = ToolOptions.Time(
        "--from", "The start, by the time of receipt by SLS: 2026-01-31T08:00:00Z, Unix seconds, or 2h for two hours ago.", timeProvider);

    public Option<DateTimeOffset?> To { get; } = ToolOptions.Time("--to", "The end, exclusive. The default is 5 minutes ago.", timeProvider);

    public Option<string?> Route { get; } = ToolRoute.CreateOption();

    public Option<string?> Destination { get; } = ToolOptions.Text("--destination", "NAME", "The destination, when the route has several.");

    public Option<string[]> Ledger { get; } = new("--ledger")
    {
        Description = "The folder of a ledger; repeat it for each process. The default is the folder in the settings.",
        HelpName = "FOLDER",
    };

    public Option<bool> Reread { get; } = ToolOptions.Flag("--reread", "Reads the range again and compares its records with the ledger.");

    public Option<string?> Counts { get; } = ToolOptions.Text(
        "--counts", "FILE", "Compares SLS with the counts of the SIEM, as CSV or JSON: minute,count or shard,minute,count. - is the input.");

    public Option<bool> ByLogTime { get; } = ToolOptions.Flag(
        "--by-log-time", "The minutes of --counts are those in the logs, not those of receipt.");

    public Option<string[]> Output { get; } = new("--output")
    {
        Description = "Also writes the report to a file that ends with .md or .json; can be repeated.",
        HelpName = "FILE",
    };

    public Option<bool> AcceptExceptions { get; } = ToolOptions.Flag(
        "--accept-exceptions", "Ends with 0 also when the verdict is 'complete with exceptions'.");

    public Option<bool> Json { get; } = ToolOptions.Flag("--json", "Writes the report as JSON instead of Markdown.");

    public IEnumerable<Option> All => [From, To, Route, Destination, Ledger, Reread, Counts, ByLogTime, Output, AcceptExceptions, Json];

    /// <summary>Reads the range of time.</summary>
    /// <exception cref="ToolException">It is missing or not a range.</exception>
    public VerifyRange ReadRange(ParseResult result)
    {
        DateTimeOffset now = timeProvider.GetUtcNow();
        DateTimeOffset from = Seconds(result.GetValue(From)
            ?? throw new ToolException("The option --from is missing. Specify --from TIME, such as --from 24h."));
        DateTimeOffset? end = result.GetValue(To);
        DateTimeOffset to = Seconds(end ?? now - DefaultAge);
        return from >= to && end is null ? throw new ToolException(
                $"The default of --to, 5 minutes ago ({TimeText.Format(to)}), is not after --from ({TimeText.Format(from)}). "
                + "Specify an earlier start, or --to TIME.")
            : from >= to
            ? throw new ToolException($"--to ({TimeText.Format(to)}) is not after --from ({TimeText.Format(from)}). Specify a later end.")
            : to > now ? throw new ToolException($"--to ({TimeText.Format(to)}) is in the future. Specify a time that has passed.")
            : new VerifyRange(from, to);
    }

    /// <exception cref="ToolException">Options contradict each other, or a file cannot be used.</exception>
    public async Task<VerifyRequest> CreateAsync(ParseResult result, ToolRoute route, ToolConsole console, CancellationToken cancellationToken)
    {
        string? counts = result.GetValue(Counts);
        if (result.GetValue(ByLogTime) && counts is null)
        {
            throw new ToolException("--by-log-time has no effect without --counts. Specify the counts of the SIEM, or omit it.");
        }

        string name = FindLedgerName(route, result.GetValue(Destination));
        string[] given = result.GetValue(Ledger) ?? [];
        if (given.FirstOrDefault(folder => !Directory.Exists(folder)) is { } missing)
        {
            throw new ToolException($"The folder '{PlainText.Clean(missing)}' of the ledger does not exist. Specify it with --ledger FOLDER.");
        }

        // The folder of the settings is created with the first line.
        string[] folders = given.Length > 0 ? given : route.Options.Ledger.Folder is { Length: > 0 } configured ? [configured] : [];
        if (folders.Length == 0 && counts is null)
        {
            throw new ToolException(
                $"The route '{route.Name}' has no ledger (Ledger:Folder). Specify --ledger FOLDER, or compare with the SIEM by --counts FILE.");
        }

        return new VerifyRequest
        {
            Range = ReadRange(result),
            Route = name,
            Source = route.Options.Source,
            Destinations = [.. (route.Options.Destination.Transport?.Servers ?? []).Select(server => server.ToString())],
            LedgerFolders = folders,
            LedgerNames = [name, ReplayNames.LedgerOf(name)],
            ReadsAgain = result.GetValue(Reread),
            SiemCounts = counts is null ? null : await ReadCountsAsync(counts, console, cancellationToken).ConfigureAwait(false),
            UsesLogTime = result.GetValue(ByLogTime),
        };
    }

    private static string FindLedgerName(ToolRoute route, string? destination)
    {
        string[] names = [.. route.Options.Destinations.Keys.Order(StringComparer.Ordinal)];
        return destination is null
            ? names.Length == 0 ? route.Name
                : throw new ToolException(
                    $"The route '{route.Name}' has several destinations: {string.Join(", ", names)}. Specify one with --destination.")
            : names.Contains(destination) ? $"{route.Name}/{destination}"
            : throw new ToolException(
                $"The route '{route.Name}' has no destination '{PlainText.Clean(destination)}'. "
                + (names.Length == 0 ? "Omit --destination." : $"Specify one of {string.Join(", ", names)}."));
    }

    private static async Task<IReadOnlyList<SiemCount>> ReadCountsAsync(string path, ToolConsole console, CancellationToken cancellationToken)
    {
        if (path != StandardInput && !File.Exists(path))
        {
            throw new ToolException($"The file '{PlainText.Clean(path)}' does not exist. Specify the counts of the SIEM after --counts.");
        }

        try
        {
            return SiemCountFile.Parse(path == StandardInput
                ? await console.In.ReadToEndAsync(cancellationToken).ConfigureAwait(false)
                : await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false));
        }
        catch (FormatException exception)
        {
            throw new ToolException($"{PlainText.Clean(path)}: {exception.Message}");
        }
    }

    // SLS knows whole seconds.
    private static DateTimeOffset Seconds(DateTimeOffset time) => DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());
}
