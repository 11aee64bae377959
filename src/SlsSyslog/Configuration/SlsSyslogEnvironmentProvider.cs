using System.Collections;

namespace SlsSyslog;

/// <summary>Provides the environment variables of Alibaba's samples as configuration. An empty or blank variable counts as absent.</summary>
internal sealed class SlsSyslogEnvironmentProvider(IDictionary variables, params string[] otherVariables) : ConfigurationProvider
{
    private const string DefaultProtocol = SyslogScheme.Tcp;

    /// <summary>Returns the errors of variables that have no effect: unknown ones, and parts of a server without a host.</summary>
    public IEnumerable<OptionError> FindErrors() => UnknownVariables.Find(variables, otherVariables).Concat(FindPartsOfAServer());

    public override void Load()
    {
        Data = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (EnvironmentVariable variable in EnvironmentVariables.All)
        {
            if (Get(variable.Name) is { } value)
            {
                foreach (string key in variable.Keys)
                {
                    Data[key] = variable.Convert(value);
                }
            }
        }

        if (Get(EnvironmentVariables.Host) is { } host)
        {
            string scheme = (Get(EnvironmentVariables.Protocol) ?? DefaultProtocol).ToLowerInvariant();
            Data[$"{EnvironmentVariables.ServersPath}:0"] = ServerOf(scheme, host, Get(EnvironmentVariables.Port));
            RemoveKeysWithoutEffect(scheme);
        }
    }

    private static string ServerOf(string scheme, string host, string? port)
    {
        bool isBareIPv6 = host.Contains(':', StringComparison.Ordinal) && !host.StartsWith('[');
        string authority = isBareIPv6 ? $"[{host}]" : host;
        return string.Create(CultureInfo.InvariantCulture, $"{scheme}://{authority}{(port is null ? "" : ":" + port)}");
    }

    // Alibaba's samples accept certificates and a framing with every protocol, and use them where they apply. A confirmation that the
    // protocol always has may be specified too; any other one remains, and is an error.
    private void RemoveKeysWithoutEffect(string scheme)
    {
        if (scheme is not (SyslogScheme.Tls or SyslogScheme.Relps))
        {
            foreach (string key in Data.Keys.Where(key => key.StartsWith(EnvironmentVariables.TlsPath, StringComparison.OrdinalIgnoreCase)).ToArray())
            {
                Data.Remove(key);
            }
        }

        if (scheme is SyslogScheme.Udp or SyslogScheme.Relp or SyslogScheme.Relps)
        {
            Data.Remove(EnvironmentVariables.FramingPath);
            string only = scheme == SyslogScheme.Udp ? nameof(DeliveryConfirmation.Written) : nameof(DeliveryConfirmation.PeerAcknowledged);
            if (Data.TryGetValue(EnvironmentVariables.ConfirmationPath, out string? confirmation) && confirmation == only)
            {
                Data.Remove(EnvironmentVariables.ConfirmationPath);
            }
        }
    }

    private IEnumerable<OptionError> FindPartsOfAServer() =>
        from name in new[] { EnvironmentVariables.Port, EnvironmentVariables.Protocol }
        where Get(EnvironmentVariables.Host) is null && Get(name) is not null && !UnknownVariables.IsServiceLink(name, Get(name)!)
        select new OptionError(
            name,
            $"The environment variable has no effect, because {EnvironmentVariables.Host} is missing.",
            $"Set {EnvironmentVariables.Host}, or remove it.");

    // A separator can consist of white space. Around any other value it is a line end of a file or of copied text.
    private string? Get(string name)
    {
        string? value = variables[name] as string;
        value = name == EnvironmentVariables.Separator ? value : PlainText.Trim(value);
        return string.IsNullOrEmpty(value) ? null : value;
    }
}
