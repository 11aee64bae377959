namespace SlsSyslog;

/// <summary>Provides extension methods that add settings of SlsSyslog to a configuration.</summary>
public static class SlsSyslogConfigurationExtensions
{
    // By name: the package of the command line is not needed otherwise.
    private const string CommandLineSource = "CommandLineConfigurationSource";

    /// <summary>
    /// Adds the environment variables of Alibaba's samples (<c>SLS_ENDPOINT</c>, <c>SLS_PROJECT</c>, <c>SLS_LOGSTORE</c>, <c>SLS_CG</c>,
    /// <c>SYSLOG_HOST</c> and the others that the documentation lists) to the section <c>SlsSyslog</c>. They override the sources that
    /// were added before, except the command line, and errors name the variable. <c>SYSLOG_HOST</c> replaces the whole list of servers. The
    /// access key is not part of the configuration: see the credential providers.
    /// </summary>
    /// <param name="builder">The configuration.</param>
    /// <param name="otherVariables">
    /// The names of variables with the prefix <c>SLS_</c> or <c>SYSLOG_</c> that the program itself uses. Any other variable with such a prefix
    /// is an error, because it is probably misspelled.
    /// </param>
    /// <returns>The configuration.</returns>
    public static IConfigurationBuilder AddSlsSyslogEnvironment(this IConfigurationBuilder builder, params string[] otherVariables)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(otherVariables);
        SlsSyslogEnvironmentSource source = new(Environment.GetEnvironmentVariables(), otherVariables);
        int commandLine = builder.Sources.ToList().FindLastIndex(other => other.GetType().Name == CommandLineSource);
        builder.Sources.Insert(commandLine < 0 ? builder.Sources.Count : commandLine, source);
        return builder;
    }
}
