using Microsoft.Extensions.Configuration;
using SlsSyslog.Serialization;
using SlsSyslog.Transports;

namespace SlsSyslog;

/// <summary>
/// Reads the section <c>Destination</c>. The key <c>Servers</c> is read first: the scheme of the first server selects the transport, whose
/// options the other keys set.
/// </summary>
internal sealed class DestinationReader(OptionsBinder binder, TransportCatalog transports)
{
    private const string ServersKey = nameof(SyslogTransportOptions.Servers);
    private const string LimitKey = nameof(DestinationOptions.MaxUnsettledBytes);

    public void Read(IConfigurationSection section, string path, DestinationOptions destination)
    {
        if (!binder.IsSection(section, path, [ServersKey, LimitKey]))
        {
            return;
        }

        int errors = binder.Errors.All.Count;
        List<SyslogServer> servers = ReadServers(section.GetSection(ServersKey), $"{path}:{ServersKey}");
        destination.HasInvalidServers = binder.Errors.All.Count > errors;
        if (servers.Count > 0 && transports.Find(servers[0].Scheme) is { } transport)
        {
            destination.Transport = transport.CreateOptions();
            destination.Transport.Servers = servers;
        }

        foreach (IConfigurationSection key in section.GetChildren())
        {
            if (Is(key, ServersKey) || (Is(key, LimitKey) && binder.TryBind(key, path, destination)))
            {
                continue;
            }

            if (destination.Transport is null || !binder.TryBind(key, path, destination.Transport))
            {
                Reject(key, path, destination.Transport);
            }
        }
    }

    private static bool Is(IConfigurationSection key, string name) => key.Key.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static string? SchemeOf(string server) =>
        server.IndexOf("://", StringComparison.Ordinal) is int end and > 0 ? PlainText.Trim(server[..end]).ToLowerInvariant() : null;

    private List<SyslogServer> ReadServers(IConfigurationSection list, string path)
    {
        List<SyslogServer> servers = [];
        foreach ((string itemPath, string text) in binder.ReadTexts(list, path))
        {
            if (SchemeOf(text) is { } scheme && transports.Find(scheme) is null)
            {
                string schemes = string.Join(", ", transports.All.Select(kind => kind.Scheme));
                binder.Errors.Add(
                    itemPath,
                    $"The scheme '{PlainText.Clean(scheme)}' is unknown.",
                    $"Use one of {schemes}, or register a transport with AddTransport.");
            }
            else if (!SyslogServer.TryParse(text, out SyslogServer? server, out OptionError error))
            {
                binder.Errors.Add(itemPath, error.Problem, error.Fix);
            }
            else
            {
                servers.Add(server);
            }
        }

        return servers;
    }

    private void Reject(IConfigurationSection key, string path, SyslogTransportOptions? chosen)
    {
        string[] owners = [.. transports.FindSchemes(key.Key)];
        if (owners.Length == 0)
        {
            IEnumerable<SyslogTransportOptions> candidates = chosen is null ? transports.All.Select(kind => kind.CreateOptions()) : [chosen];
            binder.RejectUnknown(key, path, candidates.SelectMany(OptionsBinder.KeysOf).Append(ServersKey).Append(LimitKey).Distinct());
        }
        else if (chosen is not null)
        {
            binder.Errors.Add(
                $"{path}:{key.Key}",
                $"The key is an option of {string.Join(", ", owners)} and has no effect, because the scheme is {chosen.Servers[0].Scheme}.",
                $"Remove it, or change the scheme of {ServersKey}.");
        }
    }
}
