using Microsoft.Extensions.DependencyInjection;

namespace SlsSyslog;

/// <summary>What <c>AddSlsSyslogForwarding()</c> returns; everything else hangs off it as extension methods.</summary>
public interface ISlsSyslogBuilder
{
    /// <summary>The services that the pipeline is composed in.</summary>
    IServiceCollection Services { get; }
}
