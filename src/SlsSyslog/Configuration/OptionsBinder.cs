using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using SlsSyslog.Serialization;

namespace SlsSyslog;

/// <summary>
/// Binds configuration sections onto options: each bindable property is a key of the same name. Collects every error, and reports
/// unknown keys on all levels; the standard binder stops at the first error and checks keys on the first level only.
/// </summary>
internal sealed class OptionsBinder(OptionErrors errors, ValueOrigin origin)
{
    public OptionErrors Errors { get; } = errors;

    /// <summary>Returns the keys of options: the names of the properties that can be bound.</summary>
    public static IEnumerable<string> KeysOf(IValidatedOptions options) => PropertiesOf(options).Select(property => property.Name);

    /// <summary>Binds a whole section. A key that no property has is an error.</summary>
    /// <param name="section">The section.</param>
    /// <param name="path">The path of the section in errors.</param>
    /// <param name="options">The options that receive the values.</param>
    public void Bind(IConfigurationSection section, string path, IValidatedOptions options)
    {
        if (!IsSection(section, path, KeysOf(options)))
        {
            return;
        }

        foreach (IConfigurationSection child in section.GetChildren())
        {
            if (!TryBind(child, path, options))
            {
                RejectUnknown(child, path, KeysOf(options));
            }
        }
    }

    /// <summary>Binds one key of a section.</summary>
    /// <returns>Whether the options have such a key; also <see langword="true"/> when its value is invalid.</returns>
    public bool TryBind(IConfigurationSection key, string path, IValidatedOptions options)
    {
        if (PropertiesOf(options).FirstOrDefault(property => property.Name.Equals(key.Key, StringComparison.OrdinalIgnoreCase)) is not { } property)
        {
            return false;
        }

        path = $"{path}:{property.Name}";
        switch (property.GetValue(options))
        {
            case IValidatedOptions nested:
                Bind(key, path, nested);
                break;
            case IOptionsList list:
                BindItems(key, path, list);
                break;
            case IDictionary<string, string> map:
                BindPairs(key, path, map);
                break;
            case IList<string> texts:
                // A list replaces that of a preset.
                texts.Clear();
                foreach ((_, string text) in ReadTexts(key, path))
                {
                    texts.Add(text);
                }

                break;
            default:
                BindValue(key, path, property, options);
                break;
        }

        return true;
    }

    /// <summary>Adds an error for a key that does not exist: a renamed one, a misspelled one, or any other.</summary>
    public void RejectUnknown(IConfigurationSection key, string path, IEnumerable<string> known)
    {
        string[] keys = [.. known.Order(StringComparer.Ordinal)];
        path = $"{path}:{key.Key}";
        if (RenamedKeys.Find(path) is { } newPath)
        {
            Errors.Add(path, "The key is renamed.", $"Use {newPath}.");
            return;
        }

        string fix = SimilarName.Find(key.Key, keys) is { } similar ? $"Rename it to {similar}, or remove it."
            : keys.Length == 0 ? "Remove it."
            : keys.Length == 1 ? $"Use {keys[0]}, or remove it."
            : $"Use one of {string.Join(", ", keys)}, or remove it.";
        Errors.Add(path, "The key is unknown.", fix);
    }

    /// <summary>Reads a list of texts; a single text is a list of one.</summary>
    /// <returns>Each text with its path.</returns>
    public IEnumerable<(string Path, string Text)> ReadTexts(IConfigurationSection list, string path)
    {
        (string? single, IReadOnlyList<IConfigurationSection> items) = origin.FindList(list);
        if (single is { Length: > 0 })
        {
            yield return (path, single);
        }

        foreach (IConfigurationSection item in items)
        {
            string itemPath = $"{path}:{item.Key}";
            if (TryReadText(item, itemPath, out string? text))
            {
                yield return (itemPath, text);
            }
        }
    }

    /// <summary>Reads the single value of a key. A section in its place is an error; <see langword="null"/> counts as absent.</summary>
    public bool TryReadText(IConfigurationSection key, string path, [NotNullWhen(true)] out string? text)
    {
        text = key.Value;
        if (key.GetChildren().Any())
        {
            Errors.Add(path, "A section is given where a value is expected.", "Specify a single value.");
            text = null;
        }

        return text is not null;
    }

    /// <summary>Returns whether a key is a section, or adds an error.</summary>
    public bool IsSection(IConfigurationSection key, string path, IEnumerable<string> keys)
    {
        if (key.Value is not { Length: > 0 } value)
        {
            return true;
        }

        Errors.Add(
            path,
            $"The value '{value}' is given where a section is expected.",
            keys.ToArray() is [var only] ? $"Specify {path}:{only}." : $"Specify a section with the keys {string.Join(", ", keys)}.");
        return false;
    }

    // Safe when trimmed: IValidatedOptions keeps the public properties of every type that implements it.
    internal static IEnumerable<PropertyInfo> PropertiesOf(IValidatedOptions options) =>
        options.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(IsKey);

    private static bool IsKey(PropertyInfo property) =>
        property.GetIndexParameters().Length == 0
        && (OptionValue.IsValue(TypeOf(property))
            ? property.SetMethod is { IsPublic: true }
            : property.PropertyType == typeof(IList<string>)
                || property.PropertyType == typeof(IDictionary<string, string>)
                || typeof(IValidatedOptions).IsAssignableFrom(property.PropertyType)
                || typeof(IOptionsList).IsAssignableFrom(property.PropertyType));

    private static Type TypeOf(PropertyInfo property) => Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;

    private void BindValue(IConfigurationSection key, string path, PropertyInfo property, IValidatedOptions options)
    {
        if (!TryReadText(key, path, out string? text))
        {
            return;
        }

        if (OptionValue.TryParse(TypeOf(property), text, out object? value))
        {
            property.SetValue(options, value);
        }
        else
        {
            Errors.Add(path, $"'{text}' is not a valid value.", OptionValue.Expect(TypeOf(property)));
        }
    }

    private void BindItems(IConfigurationSection list, string path, IOptionsList items)
    {
        foreach (IConfigurationSection item in list.GetChildren())
        {
            Bind(item, $"{path}:{item.Key}", items.AddNew());
        }
    }

    private void BindPairs(IConfigurationSection section, string path, IDictionary<string, string> map)
    {
        IsSection(section, path, ["<name>"]);
        foreach (IConfigurationSection pair in section.GetChildren())
        {
            if (TryReadText(pair, $"{path}:{pair.Key}", out string? text))
            {
                map[pair.Key] = text;
            }
        }
    }
}
