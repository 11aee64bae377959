using System.Collections;
using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace SlsSyslog;

/// <summary>Shows the environment variables of Alibaba's samples as configuration. Empty variables count as absent.</summary>
internal sealed class SlsSyslogEnvironmentProvider(IDictionary variables) : ConfigurationProvider
{
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

        if (Server() is { } server)
        {
            Data[EnvironmentVariables.ServerPath] = server;
            RemoveCertificatesUnlessUsed(server);
        }
    }

    // The samples may be given certificates under any protocol, and use them under TLS.
    private void RemoveCertificatesUnlessUsed(string server)
    {
        if (server.StartsWith("tls:", StringComparison.OrdinalIgnoreCase) || server.StartsWith("relps:", StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        foreach (string key in Data.Keys.Where(key => key.StartsWith(EnvironmentVariables.TlsPath, StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            Data.Remove(key);
        }
    }

    private string? Server()
    {
        string? host = Get(EnvironmentVariables.Host);
        string? port = Get(EnvironmentVariables.Port);
        if (host is null)
        {
            return null;
        }

        string scheme = Get(EnvironmentVariables.Protocol) ?? "tcp";
        bool isBareIPv6 = host.Contains(':', StringComparison.Ordinal) && !host.StartsWith('[');
        string authority = isBareIPv6 ? $"[{host}]" : host;
        return string.Create(CultureInfo.InvariantCulture, $"{scheme}://{authority}{(port is null ? "" : ":" + port)}");
    }

    private string? Get(string name) => variables[name] is string { Length: > 0 } value ? value : null;
}
