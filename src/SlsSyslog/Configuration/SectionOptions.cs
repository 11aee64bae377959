using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace SlsSyslog;

/// <summary>Puts a configuration section into the options.</summary>
internal sealed class SectionOptions(IConfiguration configuration) : IConfigureOptions<SlsSyslogOptions>
{
    public void Configure(SlsSyslogOptions options)
    {
        if (configuration is IConfigurationSection section)
        {
            SectionReader.ReadAll(section, options.Faults, reader => OptionsSchema.Read(reader, options));
        }
        else
        {
            // A whole configuration: the section in it, as with the form that takes none.
            new SectionOptions(configuration.GetSection(SlsSyslogOptions.SectionName)).Configure(options);
        }
    }
}
