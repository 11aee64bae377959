using System.Collections;
using System.Reflection;

namespace SlsSyslog;

/// <summary>Finds the properties of options that are configuration keys.</summary>
internal static class OptionProperties
{
    private const string SupportedTypes =
        "string, bool, int, long, double, TimeSpan, ShardPosition or an enumeration (each with a public setter), IList<string>, "
        + "IDictionary<string, string>, RecordRule, options that implement IValidatedOptions, or OptionsList<T>";

    private static readonly Type[] Collections =
        [typeof(ICollection<>), typeof(IList<>), typeof(IDictionary<,>), typeof(ISet<>), typeof(HashSet<>)];

    /// <summary>Returns the properties that can be bound.</summary>
    public static IEnumerable<PropertyInfo> Of(IValidatedOptions options) => AllOf(options).Where(IsKey);

    /// <summary>Returns the type of the value, without its nullable form.</summary>
    public static Type TypeOf(PropertyInfo property) => Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;

    /// <summary>Throws an exception if users can change a property, but configuration cannot: its key would be reported as unknown.</summary>
    /// <param name="options">New options, which are not used afterwards.</param>
    /// <exception cref="ArgumentException">A property has a type that is not supported, or a collection or nested options are null.</exception>
    public static void ThrowIfUnsupported(IValidatedOptions options) => Check(options, []);

    private static void Check(IValidatedOptions options, HashSet<Type> types)
    {
        if (!types.Add(options.GetType()))
        {
            return;
        }

        foreach (PropertyInfo property in AllOf(options).Where(property => property.DeclaringType != typeof(SyslogTransportOptions)))
        {
            string name = $"{options.GetType().Name}.{property.Name}";
            if (!IsKey(property))
            {
                if (property.SetMethod is { IsPublic: true } || IsCollection(property.PropertyType))
                {
                    throw new ArgumentException(
                        $"The property {name} has the type {NameOf(property.PropertyType)}, which configuration cannot set. "
                        + $"Use {SupportedTypes}; or make the property internal.");
                }
            }
            else if (!HasValue(property))
            {
                CheckNested(property.GetValue(options), name, types);
            }
        }
    }

    private static void CheckNested(object? value, string name, HashSet<Type> types)
    {
        switch (value)
        {
            case null:
                throw new ArgumentException($"The property {name} is null, so configuration cannot add to it. Initialize it.");
            case IValidatedOptions nested:
                Check(nested, types);
                break;
            case IOptionsList list:
                Check(list.AddNew(), types);
                break;
            default:
                break;
        }
    }

    // Safe when trimmed: IValidatedOptions keeps the public properties of every type that implements it.
    private static IEnumerable<PropertyInfo> AllOf(IValidatedOptions options) => options.GetType()
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.GetIndexParameters().Length == 0);

    private static bool HasValue(PropertyInfo property) => OptionValue.IsValue(TypeOf(property)) || property.PropertyType == typeof(RecordRule);

    private static bool IsKey(PropertyInfo property) => HasValue(property)
        ? property.SetMethod is { IsPublic: true }
        : property.PropertyType == typeof(IList<string>)
            || property.PropertyType == typeof(IDictionary<string, string>)
            || typeof(IValidatedOptions).IsAssignableFrom(property.PropertyType)
            || typeof(IOptionsList).IsAssignableFrom(property.PropertyType);

    private static bool IsCollection(Type type) =>
        (typeof(IList).IsAssignableFrom(type) && !type.IsArray)
        || typeof(IDictionary).IsAssignableFrom(type)
        || (type.IsGenericType && Collections.Contains(type.GetGenericTypeDefinition()));

    private static string NameOf(Type type) => type.IsGenericType
        ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>"
        : type.Name;
}
