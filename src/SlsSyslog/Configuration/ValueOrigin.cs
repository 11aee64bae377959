using Microsoft.Extensions.Configuration;

namespace SlsSyslog;

/// <summary>Reports which configuration values come from the environment variables of Alibaba's samples.</summary>
internal sealed class ValueOrigin(IConfiguration? configuration)
{
    private readonly IConfigurationProvider[] _providers = configuration is IConfigurationRoot root ? [.. root.Providers] : [];

    /// <summary>Returns whether every value in a section comes from an environment variable.</summary>
    public bool IsFromVariables(IConfigurationSection section) =>
        section.Value is null ? section.GetChildren().All(IsFromVariables) : FindProvider(section.Path) is SlsSyslogEnvironmentProvider;

    /// <summary>
    /// Returns the variables behind a path, or <see langword="null"/>. A path without a value has variables when variables are in use.
    /// </summary>
    public string? FindVariables(string path)
    {
        IConfigurationProvider? provider = FindProvider(path);
        bool isUsed = provider is null
            ? Array.Exists(_providers, candidate => candidate is SlsSyslogEnvironmentProvider)
            : provider is SlsSyslogEnvironmentProvider;
        return isUsed ? EnvironmentVariables.NamesOf(path) : null;
    }

    // The last provider that has the value supplies it.
    private IConfigurationProvider? FindProvider(string path) =>
        Array.FindLast(_providers, provider => provider.TryGet(path, out _) || provider.GetChildKeys([], path).Any());
}
