namespace SlsSyslog;

/// <summary>Reads the section <c>SlsSyslog</c> of the host's configuration into the options.</summary>
internal sealed class HostSectionOptions(IConfiguration configuration, OptionsReader reader) : IConfigureOptions<SlsSyslogOptions>
{
    public void Configure(SlsSyslogOptions options) => new SectionOptions(configuration, reader).Configure(options);
}
