using Microsoft.Extensions.Configuration;

namespace SlsSyslog;

/// <summary>Adds SlsSyslog's settings to a configuration.</summary>
public static class SlsSyslogConfigurationExtensions
{
    /// <summary>
    /// Reads the environment variables of Alibaba's own samples (<c>SLS_ENDPOINT</c>, <c>SLS_PROJECT</c>, <c>SLS_LOGSTORE</c>,
    /// <c>SLS_CG</c>, <c>SYSLOG_HOST</c> and the others that the documentation lists) into the section <c>SlsSyslog</c>, over what
    /// was added before. Errors then name the variable. The access key is not configuration: see the credential providers.
    /// </summary>
    /// <param name="builder">The configuration.</param>
    /// <returns>The configuration.</returns>
    public static IConfigurationBuilder AddSlsSyslogEnvironment(this IConfigurationBuilder builder) =>
        builder.Add(new SlsSyslogEnvironmentSource(System.Environment.GetEnvironmentVariables()));
}
