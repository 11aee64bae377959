using System.Reflection;
using SlsSyslog.ConsumerGroups;
using SlsSyslog.Serialization;
using SlsSyslog.Transports;

namespace SlsSyslog.Tests;

/// <summary>Finds the configuration keys of the options classes: those that the binder binds, and the few that select a class.</summary>
internal static class OptionKeys
{
    public static IReadOnlyList<OptionKey> Source => Of(() => new ConsumerGroupOptions());

    /// <summary>Gets the keys of messages that do not depend on the body.</summary>
    public static IReadOnlyList<OptionKey> Message { get; } =
    [
        Special<MessageOptions>(nameof(MessageOptions.Preset)) with
        {
            Names = [.. SyslogPresets.Names],
            Meaning = "The preset, which selects the envelope, the body and other options for a receiver. The other keys override it.",
        },
        Special<MessageOptions>(nameof(MessageOptions.Body)) with
        {
            Names = [.. BodyFormats.BuiltIn.Select(format => format.Name)],
            Default = new MessageOptions().Body.FormatName,
            Meaning = "The body format, whose options are in the section with its name, or a name that was registered with `AddBodyFormatter`.",
        },
        .. Of(() => new MessageOptions()).Where(key => key.Name != nameof(MessageOptions.Body)),
    ];

    public static OptionKey Servers { get; } =
        Special<SyslogTransportOptions>(nameof(SyslogTransportOptions.Servers)) with { Kind = KeyKind.Texts, IsRequired = true };

    public static OptionKey DeadLetterFile { get; } = Special<SlsSyslogOptions>(nameof(SlsSyslogOptions.DeadLetterFile));

    /// <summary>Gets the keys of a route that are not in a section.</summary>
    public static IReadOnlyList<OptionKey> Route => [.. Of(() => new RouteOptions()).Where(key => key.Kind != KeyKind.Section)];

    /// <summary>Gets the keys that each of several destinations has besides those of a single one.</summary>
    public static IReadOnlyList<OptionKey> OfSeveralDestinations { get; } =
    [
        .. Of(() => new RouteDestinationOptions())
            .Where(key => key.Name is nameof(RouteDestinationOptions.When) or nameof(RouteDestinationOptions.Required)),
    ];

    public static IReadOnlyList<OptionKey> Failures => Of(() => new FailureOptions());

    public static IReadOnlyList<OptionKey> DeadLetters => Of(() => new DeadLetterOptions());

    // Without a folder, every value of WhenFull but the default is an error.
    public static IReadOnlyList<OptionKey> Ledger =>
    [
        .. Of(() => new LedgerOptions())
            .Select(key => key.Name == nameof(LedgerOptions.WhenFull) ? key with { Names = [.. Enum.GetNames<LedgerFullPolicy>()] } : key),
    ];

    public static IReadOnlyList<OptionKey> Tap => Of(() => new TapOptions());

    public static IReadOnlyList<OptionKey> Health => Of(() => new HealthOptions());

    /// <summary>Gets the keys of destinations that do not depend on the transport.</summary>
    public static IReadOnlyList<OptionKey> Destination { get; } =
        [Servers, .. Of(() => new DestinationOptions()).Where(key => key.Name != nameof(DestinationOptions.Transport))];

    public static IReadOnlyList<OptionKey> OfBody(BodyFormat format) => Of(format.CreateOptions);

    /// <summary>Returns the keys of a transport that have an effect under a scheme.</summary>
    public static IReadOnlyList<OptionKey> OfTransport(TransportKind transport)
    {
        return [.. Of(Create).Where(key => key.Kind != KeyKind.Section || !IsRejected(Create(), key))];

        SyslogTransportOptions Create()
        {
            SyslogTransportOptions options = transport.CreateOptions();
            options.Servers.Add(new SyslogServer(transport.Scheme, "siem.corp", 514));
            return options;
        }
    }

    private static List<OptionKey> Of(Func<IValidatedOptions> create) =>
        [.. OptionProperties.Of(create()).Select(property => Of(property, create))];

    private static OptionKey Of(PropertyInfo property, Func<IValidatedOptions> create)
    {
        IValidatedOptions options = create();
        object? value = property.GetValue(options);
        Type type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        return value switch
        {
            _ when type == typeof(RecordRule) => new(property.Name, KeyKind.Rule, type, property),
            IValidatedOptions => new(property.Name, KeyKind.Section, type, property)
            {
                Keys = Of(() => (IValidatedOptions)property.GetValue(create())!),
            },
            IOptionsList => new(property.Name, KeyKind.Sections, type, property)
            {
                Keys = Of(() => ((IOptionsList)property.GetValue(create())!).AddNew()),
            },
            IList<string> => new(property.Name, KeyKind.Texts, type, property),
            IDictionary<string, string> => new(property.Name, KeyKind.Pairs, type, property),
            _ => new(property.Name, KeyKind.Value, type, property)
            {
                Default = value,
                IsRequired = value is "" && HasError(options, property.Name),
                Names = [.. NamesOf(property, type, create)],
            },
        };
    }

    // The members of an enumeration, without those that validation rejects for these options whatever they allow.
    private static IEnumerable<string> NamesOf(PropertyInfo property, Type type, Func<IValidatedOptions> create)
    {
        foreach (string name in type.IsEnum ? Enum.GetNames(type) : [])
        {
            IValidatedOptions options = create();
            property.SetValue(options, Enum.Parse(type, name));
            if (!HasError(options, property.Name) || !HasError(AllowAll(options), property.Name))
            {
                yield return name;
            }
        }
    }

    private static IValidatedOptions AllowAll(IValidatedOptions options)
    {
        foreach (PropertyInfo property in options.GetType().GetProperties().Where(property => property.Name.StartsWith("Allow", StringComparison.Ordinal)))
        {
            property.SetValue(options, true);
        }

        return options;
    }

    // Sets the first text of a section to see whether the section has an effect at all.
    private static bool IsRejected(IValidatedOptions options, OptionKey section)
    {
        object nested = section.Property.GetValue(options)!;
        section.Keys.First(key => key.Type == typeof(string)).Property.SetValue(nested, "x");
        return HasError(options, section.Name);
    }

    private static bool HasError(IValidatedOptions options, string path) => options.Validate().Any(error => error.Path == path);

    private static OptionKey Special<T>(string name) => new(name, KeyKind.Value, typeof(string), typeof(T).GetProperty(name)!);
}
