namespace SlsSyslog;

/// <summary>Reads the section <c>Destinations</c>: one section for each destination, with the keys of <c>Destination</c> and a few others.</summary>
internal sealed class RouteDestinationReader(OptionsBinder binder, DestinationReader destinations, MessageReader messages)
{
    private const string StructuredData = $"{nameof(MessageOptions.Rfc5424)}:{nameof(Rfc5424Options.StructuredData)}";

    private static readonly string[] OwnKeys =
        [nameof(RouteDestinationOptions.When), nameof(RouteDestinationOptions.Required), nameof(RouteDestinationOptions.Message)];

    /// <summary>Reads the destinations of a route.</summary>
    /// <param name="section">The section of the route.</param>
    /// <param name="path">The path of the section in errors.</param>
    /// <param name="route">Receives the destinations.</param>
    public void Read(IConfigurationSection section, string path, RouteOptions route)
    {
        IConfigurationSection list = section.GetSection(nameof(route.Destinations));
        string listPath = $"{path}:{nameof(route.Destinations)}";
        binder.IsSection(list, listPath, ["<name>"]);
        foreach (IConfigurationSection named in list.GetChildren())
        {
            RouteDestinationOptions branch = new();
            route.Destinations[named.Key] = branch;
            if (named.GetSection(nameof(branch.Message)) is var message && message.Exists())
            {
                branch.Message = new();
                messages.Read(section.GetSection(nameof(branch.Message)), $"{path}:{nameof(branch.Message)}", branch.Message);
                ReadMessage(message, $"{listPath}:{named.Key}:{nameof(branch.Message)}", branch.Message);
            }

            ReadOthers(named, $"{listPath}:{named.Key}", branch);
        }
    }

    private static bool Is(IConfigurationSection key, string name) => key.Key.Equals(name, StringComparison.OrdinalIgnoreCase);

    // The options differ from those of the route. A list replaces that of the route.
    private void ReadMessage(IConfigurationSection section, string path, MessageOptions message)
    {
        if (section.GetSection(StructuredData).Exists())
        {
            message.Rfc5424.StructuredData.Clear();
        }

        messages.Read(section, path, message);
    }

    private void ReadOthers(IConfigurationSection section, string path, RouteDestinationOptions branch)
    {
        foreach (IConfigurationSection key in section.GetChildren())
        {
            if (!Is(key, nameof(branch.Message)) && OwnKeys.Any(name => Is(key, name)))
            {
                binder.TryBind(key, path, branch);
            }
        }

        destinations.Read(section, path, branch.Destination, OwnKeys);
    }
}
