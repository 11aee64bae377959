using SlsSyslog.ConsumerGroups;

namespace SlsSyslog.Tool;

/// <summary>Holds the options that the commands about groups have in common.</summary>
internal sealed class GroupOptions
{
    public Argument<string?> Name { get; } = new("GROUP")
    {
        Description = "The name of the group. The default is the group of the route.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public Option<string?> Route { get; } = ToolRoute.CreateOption();

    public Option<string?> Logstore { get; } = ToolOptions.Text(
        "--logstore", "NAME", "The logstore. The default is all logstores that the route reads.");

    public Option<bool> Json { get; } = ToolOptions.Json();

    public Option<bool> Yes { get; } = ToolOptions.Flag("--yes", "Does not ask.");

    public Option<bool> Force { get; } = ToolOptions.Flag("--force", "Continues although consumers use the group.");

    /// <summary>Reads groups from each logstore that a command is about.</summary>
    /// <param name="context">The streams, the clock and the settings.</param>
    /// <param name="result">The command line.</param>
    /// <param name="read">Reads the groups of one logstore of the route.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <exception cref="ToolException">The settings do not have the route or the logstore.</exception>
    public async Task<IReadOnlyList<GroupReport>> ReadAsync(
        ToolContext context,
        ParseResult result,
        Func<LogstoreClient, ToolRoute, Task<IReadOnlyList<GroupReport>>> read,
        CancellationToken cancellationToken)
    {
        using ToolSettings settings = context.LoadSettings(result);
        ToolRoute route = ToolRoute.Find(settings, result.GetValue(Route));
        List<GroupReport> reports = [];
        foreach (string logstore in route.FindLogstores(result.GetValue(Logstore)))
        {
            using LogstoreClient client = await route.OpenAsync(settings, logstore, context.TimeProvider, cancellationToken).ConfigureAwait(false);
            reports.AddRange(await read(client, route).ConfigureAwait(false));
        }

        return reports;
    }

    /// <summary>Returns the name of the group.</summary>
    /// <exception cref="ToolException">No group can have the name.</exception>
    public string NameOf(ParseResult result, ToolRoute route)
    {
        string name = result.GetValue(Name) ?? route.Options.Source.ConsumerGroup;
        return name.Length is > 0 and <= 128 && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_') ? name
            : throw new ToolException(
                $"'{PlainText.Clean(name)}' is not a valid consumer group name. Specify up to 128 letters, digits, hyphens and underscores.");
    }
}
