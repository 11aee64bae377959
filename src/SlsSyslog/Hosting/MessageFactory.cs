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

        FindIdleKeys(route, path, faults);
        if (message.BodyFormatter is { } name && route.BodyFactory is null && FindNamed(name) is null)
        {
            IEnumerable<string> known = Enum.GetNames<SyslogBody>().Concat(_named.Select(body => body.Name));
            faults.Add($"{path}:Body", $"is '{name}', which is no body; write one of {string.Join(", ", known)}, or register a formatter of yours with AddBodyFormatter.");
        }
    }

    // Who sets one of these relies on it: a mask that hides nothing, an identity that is never written.
    private static void FindIdleKeys(RouteOptions route, string path, OptionFaults faults)
    {
        SyslogFormatOptions format = route.Message.Format;
        Rfc5424Options header = format.Rfc5424;
        if (format.Envelope != SyslogEnvelope.Rfc5424)
        {
            (string Key, bool IsSet)[] keys =
            [
                (nameof(header.RecordId), header.RecordId is not null),
                (nameof(header.TimeQuality), header.TimeQuality is not null),
                (nameof(header.Origin), header.Origin is not null),
                (nameof(header.StructuredData), header.StructuredData.Count > 0),
            ];
            foreach ((string key, _) in keys.Where(key => key.IsSet))
            {
                faults.Add($"{path}:{key}", $"has no effect: structured data is for Format Rfc5424, and this is {format.Envelope}. Leave it out, or change Format.");
            }
        }

        bool isOwn = route.BodyFactory is not null || route.Message.BodyFormatter is not null;
        FieldOptions fields = MessageSchema.FieldsOf(format);
        bool selects = fields.Include.Count + fields.Exclude.Count + fields.Mask.Count > 0;
        if (selects && (isOwn || format.Body is SyslogBody.Field or SyslogBody.Template or SyslogBody.None))
        {
            faults.Add($"{path}:Fields", $"has no effect: the body {(isOwn ? "of your own" : format.Body)} chooses its fields itself. Leave it out, or change Body.");
        }
    }

    private Func<IServiceProvider, IMessageFormatter>? FindOwnBody(RouteOptions route) =>
        route.BodyFactory ?? (route.Message.BodyFormatter is { } name ? FindNamed(name)?.Create : null);

    private NamedBody? FindNamed(string name) => Array.Find(_named, body => body.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
