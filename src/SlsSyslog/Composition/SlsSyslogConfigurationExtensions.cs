using Microsoft.Extensions.Configuration;

namespace SlsSyslog;

/// <summary>Provides extension methods that add settings of SlsSyslog to a configuration.</summary>
public static class SlsSyslogConfigurationExtensions
{
    /// <summary>
    /// Adds the environment variables of Alibaba's samples (<c>SLS_ENDPOINT</c>, <c>SLS_PROJECT</c>, <c>SLS_LOGSTORE</c>, <c>SLS_CG</c>,
    /// <c>SYSLOG_HOST</c> and the others that the documentation lists) to the section <c>SlsSyslog</c>. They override the sources that were
    /// added before, and errors name the variable. The access key is not part of the configuration: see the credential providers.
    /// </summary>
    /// <param name="builder">The configuration.</param>
    /// <returns>The configuration.</returns>
    public static IConfigurationBuilder AddSlsSyslogEnvironment(this IConfigurationBuilder builder) =>
        builder.Add(new SlsSyslogEnvironmentSource(Environment.GetEnvironmentVariables()));
}
