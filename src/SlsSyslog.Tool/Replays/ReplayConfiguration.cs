using Microsoft.Extensions.Configuration;

namespace SlsSyslog.Tool;

/// <summary>Creates the configuration of a replay: the route as the only one, with another name.</summary>
internal static class ReplayConfiguration
{
    // What is not part of a route, and applies to the replay as well.
    private static readonly string[] SharedKeys = [nameof(SlsSyslogOptions.DeadLetterFile), nameof(SlsSyslogOptions.DeadLetters)];

    private static readonly string[] OtherKeys = [.. SharedKeys, nameof(SlsSyslogOptions.Routes), nameof(SlsSyslogOptions.Health)];

    public static IConfigurationRoot Create(IConfiguration settings, ReplayRequest request)
    {
        IConfigurationSection all = settings.GetSection(SlsSyslogOptions.SectionName);
        bool isDefault = request.Route.Name == SlsSyslogOptions.DefaultRouteName && request.Route.Options.Source.Project.Length > 0
            && !all.GetSection($"{nameof(SlsSyslogOptions.Routes)}:{request.Route.Name}").Exists();
        IConfigurationSection route = isDefault ? all : all.GetSection($"{nameof(SlsSyslogOptions.Routes)}:{request.Route.Name}");
        string target = $"{SlsSyslogOptions.SectionName}:{nameof(SlsSyslogOptions.Routes)}:{request.RouteName}";
        Dictionary<string, string?> keys = new(StringComparer.OrdinalIgnoreCase);
        foreach (IConfigurationSection section in route.GetChildren().Where(section => !isDefault || !Is(section.Key, OtherKeys)))
        {
            Copy(section, $"{target}:{section.Key}", keys);
        }

        foreach (IConfigurationSection section in all.GetChildren().Where(section => Is(section.Key, SharedKeys)))
        {
            Copy(section, section.Path, keys);
        }

        Change(request, target, keys);
        return new ConfigurationBuilder().AddInMemoryCollection(keys).Build();
    }

    private static bool Is(string key, string[] names) => names.Contains(key, StringComparer.OrdinalIgnoreCase);

    private static void Copy(IConfigurationSection section, string path, Dictionary<string, string?> keys)
    {
        if (section.Value is { } value)
        {
            keys[path] = value;
        }

        foreach (IConfigurationSection child in section.GetChildren())
        {
            Copy(child, $"{path}:{child.Key}", keys);
        }
    }

    private static void Change(ReplayRequest request, string target, Dictionary<string, string?> keys)
    {
        string[] branches = [.. request.Route.Options.Destinations.Keys];
        foreach (string branch in branches.Where(branch => request.Destination is not null && branch != request.Destination))
        {
            string prefix = $"{target}:{nameof(RouteOptions.Destinations)}:{branch}:";
            foreach (string key in keys.Keys.Where(key => key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)).ToArray())
            {
                keys.Remove(key);
            }
        }

        if (request.Destination is { } only)
        {
            keys[$"{target}:{nameof(RouteOptions.Destinations)}:{only}:{nameof(RouteDestinationOptions.Required)}"] = "true";
        }

        string[] destinations = branches.Length == 0
            ? [$"{target}:{nameof(RouteOptions.Destination)}"]
            : [.. branches.Where(branch => request.Destination is null || branch == request.Destination)
                .Select(branch => $"{target}:{nameof(RouteOptions.Destinations)}:{branch}")];
        foreach (string destination in destinations)
        {
            keys.Remove($"{destination}:{nameof(DestinationOptions.HeartbeatInterval)}"); // the live flow sends them
            if (request.Rate is { } rate)
            {
                keys[$"{destination}:MaxRecordsPerSecond"] = rate.ToString(CultureInfo.InvariantCulture);
            }
        }

        if (request.IsMarked)
        {
            keys[$"{target}:{nameof(RouteOptions.Message)}:{nameof(MessageOptions.AddFields)}:{ReplayNames.MarkField}"] = "true";
        }

        keys[$"{target}:{nameof(RouteOptions.Source)}:ConsumerGroup"] = request.Group;
    }
}
