using Microsoft.Extensions.DependencyInjection;

namespace SlsSyslog;

/// <summary>Represents the pipeline that <c>AddSlsSyslogForwarding()</c> adds. Extension methods configure it.</summary>
public interface ISlsSyslogBuilder
{
    /// <summary>Gets the services of the host.</summary>
    IServiceCollection Services { get; }
}
