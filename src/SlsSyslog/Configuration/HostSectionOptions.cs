using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace SlsSyslog;

/// <summary>Puts the section <c>SlsSyslog</c> of the host's configuration into the options.</summary>
internal sealed class HostSectionOptions(IConfiguration configuration) : IConfigureOptions<SlsSyslogOptions>
{
    public void Configure(SlsSyslogOptions options) =>
        new SectionOptions(configuration.GetSection(SlsSyslogOptions.SectionName)).Configure(options);
}
