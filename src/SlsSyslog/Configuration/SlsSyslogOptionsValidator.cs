using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace SlsSyslog;

/// <summary>Says everything that is wrong with the options at once: path, or the variable behind it, and the mend.</summary>
internal sealed class SlsSyslogOptionsValidator(RouteFactory factory, IConfiguration? configuration = null) : IValidateOptions<SlsSyslogOptions>
{
    public ValidateOptionsResult Validate(string? name, SlsSyslogOptions options)
    {
        OptionFaults faults = new();
        faults.AddRange(options.Faults);
        foreach ((_, RouteOptions route) in options.AllRoutes())
        {
            factory.FindFaults(route, faults, bringsItsSource: !options.RunsOnDemand);
        }

        // A value that could not be read was named already; that it is therefore missing is no second fault.
        string[] failures = [.. faults.All.DistinctBy(fault => fault.Path).Select(Describe)];
        return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private string Describe((string Path, string Text) fault)
    {
        string? variables = UsesVariables() ? EnvironmentVariables.NamesOf(fault.Path) : null;
        return variables is null ? $"{fault.Path} {fault.Text}" : $"{fault.Path} (environment: {variables}) {fault.Text}";
    }

    private bool UsesVariables() =>
        configuration is IConfigurationRoot root && root.Providers.Any(provider => provider is SlsSyslogEnvironmentProvider);
}
