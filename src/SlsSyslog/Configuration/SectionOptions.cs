namespace SlsSyslog;

/// <summary>Reads a configuration section into the options.</summary>
internal sealed class SectionOptions(IConfiguration configuration, OptionsReader reader, IConfiguration? host = null)
    : IConfigureOptions<SlsSyslogOptions>
{
    public void Configure(SlsSyslogOptions options)
    {
        // A whole configuration contains the section.
        IConfigurationSection section = configuration as IConfigurationSection ?? configuration.GetSection(SlsSyslogOptions.SectionName);
        reader.Read(section, new ValueOrigin(configuration, host), options);
    }
}
