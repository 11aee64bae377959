using System.Collections;

namespace SlsSyslog;

/// <summary>Represents the source of <see cref="SlsSyslogConfigurationExtensions.AddSlsSyslogEnvironment"/>.</summary>
internal sealed class SlsSyslogEnvironmentSource(IDictionary variables, params string[] otherVariables) : IConfigurationSource
{
    public IConfigurationProvider Build(IConfigurationBuilder builder) => new SlsSyslogEnvironmentProvider(variables, otherVariables);
}
