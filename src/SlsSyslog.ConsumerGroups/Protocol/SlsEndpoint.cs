namespace SlsSyslog.ConsumerGroups;

/// <summary>Represents the address of the service. SLS identifies the project by the first label of the host name (SLS protocol 1.1).</summary>
internal sealed class SlsEndpoint
{
    private static readonly string[] ServiceDomains = [".log.aliyuncs.com", ".sls.aliyuncs.com"];

    private SlsEndpoint(string address, string host, bool isLocal) => (Address, Host, IsLocal) = (address, host, isLocal);

    /// <summary>Gets the scheme and authority to connect to, without a trailing slash.</summary>
    public string Address { get; }

    /// <summary>Gets the Host header, with the port unless it is the default port of the scheme.</summary>
    public string Host { get; }

    /// <summary>Gets whether the address is an IP address or localhost, which is connected to directly and without a proxy.</summary>
    public bool IsLocal { get; }

    /// <summary>Parses an address.</summary>
    /// <returns>A sentence that describes the error and what was understood, without a password; null on success.</returns>
    public static string? Parse(string text, string project, out SlsEndpoint? endpoint)
    {
        endpoint = null;
        if (HttpAddress.Parse(text, "https", out HttpAddress? address) is { } problem)
        {
            return problem;
        }

        string authority = address!.Authority.ToLowerInvariant();
        string name = address.Host.ToLowerInvariant();
        if (address.UserInfo.Length > 0)
        {
            return $"The address has a user name or password before the host '{name}'.";
        }

        // An address that was copied from the console often includes the project.
        string? included = FindProject(name, project);
        if (included is not null && included != project)
        {
            return $"The address includes the project '{included}', but the option Project is '{PlainText.Clean(project)}'.";
        }

        // An IPv6 address cannot be a part of a host name.
        string host = included is not null ? authority
            : address.IsIPv6 ? $"{project}.localhost{authority[name.Length..]}"
            : $"{project}.{authority}";
        bool isLocal = name == "localhost" || address.IsIPAddress;
        endpoint = new SlsEndpoint($"{address.Scheme}://{(isLocal ? authority : host)}", host, isLocal);
        return null;
    }

    // A host of the service is REGION.log.aliyuncs.com or PROJECT.REGION.log.aliyuncs.com.
    private static string? FindProject(string host, string project)
    {
        if (Array.Find(ServiceDomains, domain => host.EndsWith(domain, StringComparison.Ordinal)) is { } domain)
        {
            string[] labels = host[..^domain.Length].Split('.');
            return labels.Length == 1 ? null : string.Join('.', labels[..^1]);
        }

        return project.Length > 0 && host.StartsWith(project + ".", StringComparison.Ordinal) ? project : null;
    }
}
