namespace SlsSyslog;

/// <summary>Reports which configuration values come from the environment variables of Alibaba's samples.</summary>
/// <param name="configuration">The configuration that is read.</param>
/// <param name="host">The configuration of the host, of which the one that is read may be a section.</param>
internal sealed class ValueOrigin(IConfiguration? configuration, IConfiguration? host = null)
{
    private readonly IConfigurationRoot? _root = configuration as IConfigurationRoot ?? host as IConfigurationRoot;
    private readonly IConfigurationProvider[] _providers =
        (configuration as IConfigurationRoot ?? host as IConfigurationRoot)?.Providers.ToArray() ?? [];

    /// <summary>Returns whether every value in a section comes from an environment variable.</summary>
    public bool IsFromVariables(IConfigurationSection section) =>
        section.Value is null ? section.GetChildren().All(IsFromVariables) : FindProvider(section.Path) is SlsSyslogEnvironmentProvider;

    /// <summary>Returns the variables that supply the value of a path, or that can supply a missing value when variables are in use.</summary>
    public IReadOnlyList<string> FindVariables(string path, bool isMissing)
    {
        IConfigurationProvider? provider = isMissing ? null : FindProvider(path);
        bool isUsed = provider is null
            ? Array.Exists(_providers, candidate => candidate is SlsSyslogEnvironmentProvider)
            : provider is SlsSyslogEnvironmentProvider;
        return isUsed ? EnvironmentVariables.NamesOf(path) : [];
    }

    /// <summary>Returns the errors of the environment variables that have no effect.</summary>
    public IEnumerable<OptionError> FindVariableErrors() =>
        _providers.OfType<SlsSyslogEnvironmentProvider>().SelectMany(provider => provider.FindErrors());

    /// <summary>
    /// Returns the items of a list that apply. A list comes from one provider, the last one that contains any of it: an environment variable
    /// or a file that overrides a list of servers must not leave a server of the overridden list in it.
    /// </summary>
    public (string? Single, IReadOnlyList<IConfigurationSection> Items) FindList(IConfigurationSection list)
    {
        IConfigurationSection[] items = [.. list.GetChildren()];
        IConfigurationSection? same = _root?.GetSection(list.Path);
        if (same is null || same.Value != list.Value || !same.GetChildren().Select(Text).SequenceEqual(items.Select(Text)))
        {
            return (list.Value, items); // read from another configuration
        }

        foreach (IConfigurationProvider provider in _providers.Reverse())
        {
            string[] keys = [.. provider.GetChildKeys([], list.Path)];
            bool hasSingle = provider.TryGet(list.Path, out string? single) && !string.IsNullOrEmpty(single);
            if (keys.Length > 0 || hasSingle)
            {
                return (hasSingle ? single : null, [.. items.Where(item => keys.Contains(item.Key, StringComparer.OrdinalIgnoreCase))]);
            }
        }

        return (list.Value, items);
    }

    private static (string Key, string? Value) Text(IConfigurationSection section) => (section.Key, section.Value);

    // The last provider that has the value supplies it.
    private IConfigurationProvider? FindProvider(string path) =>
        Array.FindLast(_providers, provider => provider.TryGet(path, out _) || provider.GetChildKeys([], path).Any());
}
