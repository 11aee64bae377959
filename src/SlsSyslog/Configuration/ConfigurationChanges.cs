using Microsoft.Extensions.Primitives;

namespace SlsSyslog;

/// <summary>Signals that the configuration of the options has changed.</summary>
internal sealed class ConfigurationChanges(IConfiguration configuration) : IOptionsChangeTokenSource<SlsSyslogOptions>
{
    public string Name => Options.DefaultName;

    public IChangeToken GetChangeToken() => configuration.GetReloadToken();
}
