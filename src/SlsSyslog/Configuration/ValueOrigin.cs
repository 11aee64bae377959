namespace SlsSyslog;

/// <summary>Reports which configuration values come from the environment variables of Alibaba's samples.</summary>
/// <param name="configuration">The configuration that is read.</param>
/// <param name="host">The configuration of the host, of which the one that is read may be a section.</param>
internal sealed class ValueOrigin(IConfiguration? configuration, IConfiguration? host = null)
{
    private readonly IConfigurationRoot? _root = configuration as IConfigurationRoot ?? host as IConfigurationRoot;
    private readonly IConfigurationProvider[] _providers =
        [.. ((configuration as IConfigurationRoot ?? host as IConfigurationRoot)?.Providers ?? []).SelectMany(Flatten)];

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
    /// Returns the items of a list that apply. A list comes whole from one provider, the last one that contains any of it: an environment
    /// variable or a file that overrides a list of servers must leave neither a server of the overridden list nor an option of an item in it.
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
            bool hasSingle = provider.TryGet(list.Path, out string? single) && !string.IsNullOrEmpty(single);
            if (hasSingle || provider.GetChildKeys([], list.Path).Any())
            {
                return (hasSingle ? single : null, ItemsOf(provider, list.Path));
            }
        }

        return (list.Value, items);
    }

    // A host adds one configuration to another. Its providers count one by one.
    private static IEnumerable<IConfigurationProvider> Flatten(IConfigurationProvider provider) =>
        provider is ChainedConfigurationProvider { Configuration: IConfigurationRoot inner } ? inner.Providers.SelectMany(Flatten) : [provider];

    private static IConfigurationSection[] ItemsOf(IConfigurationProvider provider, string path)
    {
        Dictionary<string, string?> values = [];
        Copy(provider, path, values);
        return [.. new ConfigurationBuilder().AddInMemoryCollection(values).Build().GetSection(path).GetChildren()];
    }

    private static void Copy(IConfigurationProvider provider, string path, Dictionary<string, string?> values)
    {
        if (provider.TryGet(path, out string? value))
        {
            values[path] = value;
        }

        foreach (string key in provider.GetChildKeys([], path).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            Copy(provider, $"{path}:{key}", values);
        }
    }

    private static (string Key, string? Value) Text(IConfigurationSection section) => (section.Key, section.Value);

    // The last provider that has the value supplies it.
    private IConfigurationProvider? FindProvider(string path) =>
        Array.FindLast(_providers, provider => provider.TryGet(path, out _) || provider.GetChildKeys([], path).Any());
}
