using Microsoft.Extensions.DependencyInjection;

namespace SlsSyslog;

internal sealed class SlsSyslogBuilder(IServiceCollection services) : ISlsSyslogBuilder
{
    public IServiceCollection Services { get; } = services;
}
