namespace SlsSyslog;

/// <summary>Reads the whole section: the default route, further routes, the dead-letter file and the limits of health checks.</summary>
internal sealed class OptionsReader(IEnumerable<BodyFormat> bodies, TransportCatalog transports)
{
    private static readonly string[] RouteKeys = [.. OptionsBinder.KeysOf(new RouteOptions()), nameof(RouteOptions.Destinations)];
    private static readonly string[] AllKeys =
    [
        .. RouteKeys, nameof(SlsSyslogOptions.Routes), nameof(SlsSyslogOptions.DeadLetterFile), nameof(SlsSyslogOptions.DeadLetters),
        nameof(SlsSyslogOptions.Health), nameof(SlsSyslogOptions.Tap),
    ];

    private readonly BodyFormat[] _bodies = [.. bodies];

    /// <summary>Reads a section into options, which also receive the errors.</summary>
    /// <param name="section">The section.</param>
    /// <param name="origin">Reports which values come from environment variables.</param>
    /// <param name="options">The options.</param>
    public void Read(IConfigurationSection section, ValueOrigin origin, SlsSyslogOptions options)
    {
        OptionsBinder binder = new(options.Errors, origin);
        foreach (IConfigurationSection key in section.GetChildren())
        {
            string path = $"{section.Path}:{key.Key}";
            AddSignature(key, options);
            if (Is(key, nameof(options.DeadLetterFile)))
            {
                options.DeadLetterFile = binder.TryReadText(key, path, out string? file) ? file : options.DeadLetterFile;
            }
            else if (Is(key, nameof(options.Health)))
            {
                binder.Bind(key, $"{section.Path}:{nameof(options.Health)}", options.Health);
            }
            else if (Is(key, nameof(options.Tap)))
            {
                binder.Bind(key, $"{section.Path}:{nameof(options.Tap)}", options.Tap);
            }
            else if (Is(key, nameof(options.DeadLetters)))
            {
                binder.Bind(key, $"{section.Path}:{nameof(options.DeadLetters)}", options.DeadLetters);
            }
            else if (Is(key, nameof(options.Routes)))
            {
                ReadRoutes(key, path, binder, origin, options);
            }
            else
            {
                ReadRouteKey(key, section.Path, binder, origin, options.Default, AllKeys);
            }
        }

        ReadDestinations(section, section.Path, binder, origin, options.Default);
    }

    private static void AddSignature(IConfigurationSection key, SlsSyslogOptions options)
    {
        if (Is(key, nameof(options.DeadLetterFile)) || Is(key, nameof(options.DeadLetters)) || Is(key, nameof(options.Health))
            || Is(key, nameof(options.Tap)))
        {
            options.SharedSignature += SignatureOf(key);
        }
        else if (!Is(key, nameof(options.Routes)))
        {
            options.Default.Signature += SignatureOf(key);
        }
    }

    private static string SignatureOf(IConfigurationSection section) => string.Join(
        '\n', section.AsEnumerable().OrderBy(pair => pair.Key, StringComparer.OrdinalIgnoreCase).Select(pair => $"{pair.Key}={pair.Value}"));

    private static bool Is(IConfigurationSection key, string name) => key.Key.Equals(name, StringComparison.OrdinalIgnoreCase);

    private void ReadRoutes(IConfigurationSection routes, string path, OptionsBinder binder, ValueOrigin origin, SlsSyslogOptions options)
    {
        binder.IsSection(routes, path, ["<name>"]);
        foreach (IConfigurationSection section in routes.GetChildren())
        {
            RouteOptions route = new() { Path = $"{path}:{section.Key}", Signature = SignatureOf(section) };
            if (!binder.IsSection(section, route.Path, RouteKeys))
            {
                continue;
            }

            foreach (IConfigurationSection key in section.GetChildren())
            {
                ReadRouteKey(key, route.Path, binder, origin, route, RouteKeys);
            }

            ReadDestinations(section, route.Path, binder, origin, route);
            options.AddRoute(section.Key, route);
        }
    }

    private void ReadRouteKey(
        IConfigurationSection key, string path, OptionsBinder binder, ValueOrigin origin, RouteOptions route, string[] known)
    {
        if (Is(key, nameof(route.Source)))
        {
            binder.Bind(key, $"{path}:{nameof(route.Source)}", route.Source);
        }
        else if (Is(key, nameof(route.Message)))
        {
            new MessageReader(binder, _bodies, origin).Read(key, $"{path}:{nameof(route.Message)}", route.Message);
        }
        else if (Is(key, nameof(route.Destination)))
        {
            new DestinationReader(binder, transports).Read(key, $"{path}:{nameof(route.Destination)}", route.Destination);
        }
        else if (!Is(key, nameof(route.Destinations)) && !binder.TryBind(key, path, route))
        {
            binder.RejectUnknown(key, path, known);
        }
    }

    private void ReadDestinations(IConfigurationSection section, string path, OptionsBinder binder, ValueOrigin origin, RouteOptions route)
    {
        RouteDestinationReader reader = new(binder, new DestinationReader(binder, transports), new MessageReader(binder, _bodies, origin));
        reader.Read(section, path, route);
    }
}
