using Microsoft.Extensions.Configuration;

namespace SlsSyslog.Tests;

/// <summary>A configuration that a test changes, as a file that is edited.</summary>
internal sealed class ChangeableSettings : ConfigurationProvider, IConfigurationSource
{
    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    public void Replace(IDictionary<string, string?> values)
    {
        Data = new Dictionary<string, string?>(values, StringComparer.OrdinalIgnoreCase);
        OnReload();
    }
}
