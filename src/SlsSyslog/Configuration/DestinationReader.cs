namespace SlsSyslog;

/// <summary>Reads <c>Destination</c>, first <c>Servers</c>: the scheme selects the transport, whose options the other keys set.</summary>
internal sealed class DestinationReader(OptionsBinder binder, TransportCatalog transports)
{
    private const string ServersKey = nameof(SyslogTransportOptions.Servers);

    // The keys that do not depend on the transport.
    private static readonly string[] CommonKeys = [nameof(DestinationOptions.MaxUnsettledBytes), nameof(DestinationOptions.HeartbeatInterval)];

    /// <summary>Reads a destination.</summary>
    /// <param name="section">The section.</param>
    /// <param name="path">The path of the section in errors.</param>
    /// <param name="destination">Receives the values.</param>
    /// <param name="others">Keys of the section that are read elsewhere.</param>
    public void Read(IConfigurationSection section, string path, DestinationOptions destination, params string[] others)
    {
        if (!binder.IsSection(section, path, [ServersKey, .. CommonKeys, .. others]))
        {
            return;
        }

        int errors = binder.Errors.All.Count;
        (List<SyslogServer> servers, string? scheme) = ReadServers(section.GetSection(ServersKey), $"{path}:{ServersKey}");
        destination.HasInvalidServers = binder.Errors.All.Count > errors;
        if (servers.Count > 0 && transports.Find(servers[0].Scheme) is { } transport)
        {
            destination.Transport = transport.CreateOptions();
            destination.Transport.Servers = servers;
        }

        // Without a valid server, the keys are read for their errors only: users need all of them at once.
        Dictionary<string, SyslogTransportOptions> unused = [];
        foreach (IConfigurationSection key in section.GetChildren())
        {
            if (Is(key, ServersKey) || others.Any(name => Is(key, name))
                || (CommonKeys.Any(name => Is(key, name)) && binder.TryBind(key, path, destination)))
            {
                continue;
            }

            if ((destination.Transport ?? FindUnused(key, scheme, unused)) is not { } options || !binder.TryBind(key, path, options))
            {
                Reject(key, path, destination.Transport, scheme, others);
            }
        }

        foreach (OptionError error in unused.Values.SelectMany(options => options.Validate()))
        {
            if (!error.Path.StartsWith(ServersKey, StringComparison.Ordinal))
            {
                binder.Errors.Add($"{path}:{error.Path}", error.Problem, error.Fix);
            }
        }
    }

    private static bool Is(IConfigurationSection key, string name) => key.Key.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static string? SchemeOf(string server) =>
        server.IndexOf("://", StringComparison.Ordinal) is int end and > 0 ? PlainText.Trim(server[..end]).ToLowerInvariant() : null;

    // Also returns the first known scheme, even when its address is not valid.
    private (List<SyslogServer> Servers, string? Scheme) ReadServers(IConfigurationSection list, string path)
    {
        List<SyslogServer> servers = [];
        string? known = null;
        foreach ((string itemPath, string text) in binder.ReadTexts(list, path))
        {
            if (SchemeOf(text) is { } scheme && transports.Find(scheme) is null)
            {
                string schemes = string.Join(", ", transports.All.Select(kind => kind.Scheme));
                binder.Errors.Add(
                    itemPath,
                    $"The scheme '{PlainText.Clean(scheme)}' is unknown.",
                    $"Specify one of the schemes {schemes}.");
                continue;
            }

            known ??= SchemeOf(text);
            if (!SyslogServer.TryParse(text, out SyslogServer? server, out OptionError error))
            {
                binder.Errors.Add(itemPath, error.Problem, error.Fix);
            }
            else
            {
                servers.Add(server);
            }
        }

        return (servers, servers.Count > 0 ? servers[0].Scheme : known);
    }

    // Returns the options of the scheme, or of the first transport that has the key.
    private SyslogTransportOptions? FindUnused(IConfigurationSection key, string? scheme, Dictionary<string, SyslogTransportOptions> unused)
    {
        scheme ??= transports.FindSchemes(key.Key).FirstOrDefault();
        if (scheme is not null && !unused.ContainsKey(scheme))
        {
            unused.Add(scheme, transports.Find(scheme)!.CreateOptions());
        }

        return scheme is null ? null : unused[scheme];
    }

    private void Reject(IConfigurationSection key, string path, SyslogTransportOptions? chosen, string? scheme, string[] others)
    {
        string[] owners = [.. transports.FindSchemes(key.Key)];
        if (owners.Length == 0)
        {
            IEnumerable<SyslogTransportOptions> candidates = chosen is not null ? [chosen]
                : transports.All.Where(kind => scheme is null || kind.Scheme == scheme).Select(kind => kind.CreateOptions());
            binder.RejectUnknown(key, path, candidates.SelectMany(OptionsBinder.KeysOf).Concat([ServersKey, .. CommonKeys, .. others]).Distinct());
        }
        else
        {
            scheme ??= chosen!.Schemes[0];
            binder.Errors.Add(
                $"{path}:{key.Key}",
                $"The key is an option of the {NameList.Of("scheme", owners)}. It has no effect, because the scheme is {scheme}.",
                $"Remove it, or change the scheme of {ServersKey}.");
        }
    }
}
