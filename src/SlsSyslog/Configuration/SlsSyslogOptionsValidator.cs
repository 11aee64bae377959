using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using SlsSyslog.Serialization;

namespace SlsSyslog;

/// <summary>Reports every error of the options together, sorted by path, with the environment variable that supplied the value.</summary>
internal sealed class SlsSyslogOptionsValidator(
    IServiceProvider services, TransportCatalog transports, IConfiguration? configuration = null) : IValidateOptions<SlsSyslogOptions>
{
    public ValidateOptionsResult Validate(string? name, SlsSyslogOptions options)
    {
        OptionErrors errors = options.Errors;
        string[] unread = [.. errors.All.Select(error => error.Path)];
        foreach ((_, RouteOptions route) in options.AllRoutes())
        {
            route.RunsOnDemand = options.RunsOnDemand;
            route.Complete(services);
            errors.Validate(route.Path, route);
            CheckTransport(route, errors);
        }

        // What is below a section that could not be read is not also reported as missing.
        ValueOrigin origin = new(configuration);
        string[] failures =
        [
            .. errors.All
                .Where(error => !Array.Exists(unread, path => error.Path.StartsWith(path + ":", StringComparison.Ordinal)))
                .Select(error => Describe(error, origin)),
        ];
        return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static string Describe(OptionError error, ValueOrigin origin) =>
        origin.FindVariables(error.Path) is { } variables
            ? (error with { Path = $"{error.Path} (environment variable {variables})" }).ToString()
            : error.ToString();

    private void CheckTransport(RouteOptions route, OptionErrors errors)
    {
        if (route.TransportFactory is null && route.Destination.Transport is { Servers.Count: > 0 } transport && transports.Find(transport) is null)
        {
            errors.Add(
                $"{route.Path}:{nameof(route.Destination)}:{nameof(transport.Servers)}:0",
                $"No transport is registered for '{transport.Servers[0]}' with options of type {transport.GetType().Name}.",
                "Register it with AddTransport.");
        }
    }
}
