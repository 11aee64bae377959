using SlsSyslog.ConsumerGroups;

namespace SlsSyslog.Tool;

/// <summary>Finds the region of a source for the names of its resources.</summary>
internal static class ServiceRegion
{
    /// <summary>Stands for every region.</summary>
    public const string Any = "*";

    private const string Domain = ".log.aliyuncs.com";
    private static readonly string[] Networks = ["-intranet", "-internal", "-vpc", "-share"];

    /// <summary>Returns the region of the settings, the one in the name of the endpoint, or <c>*</c>.</summary>
    public static string Find(SlsSourceOptions source)
    {
        if (source.Region.Length > 0)
        {
            return source.Region;
        }

        string text = source.Endpoint.Contains("://", StringComparison.Ordinal) ? source.Endpoint : $"https://{source.Endpoint}";
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? address) || !address.Host.EndsWith(Domain, StringComparison.OrdinalIgnoreCase))
        {
            return Any;
        }

        string name = address.Host[..^Domain.Length];
        string region = name[(name.LastIndexOf('.') + 1)..];
        string? network = Array.Find(Networks, suffix => region.EndsWith(suffix, StringComparison.Ordinal));
        return network is null ? region : region[..^network.Length];
    }
}
