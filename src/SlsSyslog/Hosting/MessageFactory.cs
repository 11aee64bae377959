using Microsoft.Extensions.DependencyInjection;
using SlsSyslog.Serialization;

namespace SlsSyslog;

/// <summary>Makes the formatter of a route: an envelope around a body.</summary>
internal sealed class MessageFactory(IServiceProvider services)
{
    private readonly NamedBody[] _named = [.. services.GetServices<NamedBody>()];

    public IMessageFormatter Create(RouteOptions route) =>
        route.EnvelopeFactory?.Invoke(services)
        ?? (FindOwnBody(route)?.Invoke(services) is { } body ? route.Message.CreateFormatter(body) : route.Message.CreateFormatter());

    public void FindFaults(RouteOptions route, OptionFaults faults)
    {
        string path = $"{route.Path}:{nameof(route.Message)}";
        MessageOptions message = route.Message;
        foreach (OptionError error in message.Validate())
        {
            // A custom whole message uses nothing but the limit.
            if (route.EnvelopeFactory is null || error.Path == nameof(message.MaxBytes))
            {
                faults.Add($"{path}:{error.Path}", $"is wrong: {error.Problem} {error.Fix}");
            }
        }

        if (route.EnvelopeFactory is not null)
        {
            return;
        }

        bool isOwn = route.BodyFactory is not null || route.BodyName is not null;
        if (isOwn && message.Fields.Include.Count + message.Fields.Exclude.Count + message.Fields.Mask.Count > 0)
        {
            faults.Add($"{path}:Fields", "has no effect: the body of your own chooses its fields itself. Leave it out, or change Body.");
        }

        if (route.BodyName is { } name && route.BodyFactory is null && FindNamed(name) is null)
        {
            IEnumerable<string> known = BodyFormats.BuiltIn.Select(body => body.Name).Concat(_named.Select(body => body.Name));
            faults.Add($"{path}:Body", $"is '{name}', which is no body; write one of {string.Join(", ", known)}, or register a formatter of yours with AddBodyFormatter.");
        }
    }

    private Func<IServiceProvider, IMessageFormatter>? FindOwnBody(RouteOptions route) =>
        route.BodyFactory ?? (route.BodyName is { } name ? FindNamed(name)?.Create : null);

    private NamedBody? FindNamed(string name) => Array.Find(_named, body => body.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
