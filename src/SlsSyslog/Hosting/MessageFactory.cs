using Microsoft.Extensions.DependencyInjection;
using SlsSyslog.Serialization;

namespace SlsSyslog;

/// <summary>Makes the formatter of a route: an envelope around a body.</summary>
internal sealed class MessageFactory(IServiceProvider services)
{
    private readonly NamedBody[] _named = [.. services.GetServices<NamedBody>()];

    public IMessageFormatter Create(RouteOptions route) =>
        route.EnvelopeFactory?.Invoke(services) ?? route.Message.Format.CreateFormatter(FindOwnBody(route)?.Invoke(services));

    public void FindFaults(RouteOptions route, OptionFaults faults)
    {
        string path = $"{route.Path}:{nameof(route.Message)}";
        MessageOptions message = route.Message;
        if (message.MaxBytes is < 480 or > 16 * 1024 * 1024)
        {
            faults.Add($"{path}:{nameof(message.MaxBytes)}", $"is {message.MaxBytes}; write 480 (what every receiver takes, RFC 5424 6.1) to 16777216.");
        }

        if (route.EnvelopeFactory is not null)
        {
            return;
        }

        foreach (OptionFault fault in message.Format.FindFaults())
        {
            faults.Add($"{path}:{MessageSchema.PathOf(fault.Option)}", $"is wrong: {fault.Message}");
        }

        if (message.BodyFormatter is { } name && route.BodyFactory is null && FindNamed(name) is null)
        {
            IEnumerable<string> known = Enum.GetNames<SyslogBody>().Concat(_named.Select(body => body.Name));
            faults.Add($"{path}:Body", $"is '{name}', which is no body; write one of {string.Join(", ", known)}, or register a formatter of yours with AddBodyFormatter.");
        }
    }

    private Func<IServiceProvider, IMessageFormatter>? FindOwnBody(RouteOptions route) =>
        route.BodyFactory ?? (route.Message.BodyFormatter is { } name ? FindNamed(name)?.Create : null);

    private NamedBody? FindNamed(string name) => Array.Find(_named, body => body.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
