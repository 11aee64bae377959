using Microsoft.Extensions.DependencyInjection;
using SlsSyslog.Serialization;

namespace SlsSyslog;

/// <summary>Makes the formatter of a route: an envelope around a body.</summary>
internal sealed class MessageFactory(IServiceProvider services)
{
    private readonly NamedBody[] _named = [.. services.GetServices<NamedBody>()];

    public IMessageFormatter Create(RouteOptions route) =>
        route.EnvelopeFactory?.Invoke(services) ?? new Rfc5424Formatter(Header(route.Message), CreateBody(route));

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

        foreach (OptionFault fault in Header(message).FindFaults())
        {
            faults.Add($"{path}:{fault.Option}", $"is wrong: {fault.Message}");
        }

        foreach (OptionFault fault in KeyValue(message).FindFaults())
        {
            faults.Add($"{path}:{fault.Option}", $"is wrong: {fault.Message}");
        }

        if (route.BodyFactory is null && !IsKeyValue(message.Body) && FindNamed(message.Body) is null)
        {
            string known = string.Join(", ", _named.Select(body => body.Name).Prepend(MessageOptions.KeyValueBody));
            faults.Add($"{path}:{nameof(message.Body)}", $"is '{message.Body}', which is no body formatter; write one of {known}, or register yours with AddBodyFormatter.");
        }
    }

    private IMessageFormatter CreateBody(RouteOptions route) =>
        route.BodyFactory?.Invoke(services)
        ?? FindNamed(route.Message.Body)?.Create(services)
        ?? new KeyValueFormatter(KeyValue(route.Message));

    private NamedBody? FindNamed(string name) => Array.Find(_named, body => body.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static bool IsKeyValue(string body) => body.Equals(MessageOptions.KeyValueBody, StringComparison.OrdinalIgnoreCase);

    private static KeyValueOptions KeyValue(MessageOptions message) => new() { Separator = message.Separator };

    private static Rfc5424Options Header(MessageOptions message) => new()
    {
        Facility = message.Facility,
        Severity = message.Severity,
        Hostname = message.Hostname,
        AppName = message.AppName,
        ProcId = message.ProcId,
        MsgId = message.MsgId,
    };
}
