using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace SlsSyslog;

/// <summary>
/// Binds configuration sections onto options: each bindable property is a key of the same name. Collects every error, and reports
/// unknown keys on all levels; the standard binder stops at the first error and checks keys on the first level only.
/// </summary>
internal sealed class OptionsBinder(OptionErrors errors, ValueOrigin origin)
{
    private const string KeysPage = "docs/configuration.md";

    // A longer list hides the error.
    private const int MaxListedKeys = 10;

    public OptionErrors Errors { get; } = errors;

    /// <summary>Returns the keys of options: the names of the properties that can be bound.</summary>
    public static IEnumerable<string> KeysOf(IValidatedOptions options) => OptionProperties.Of(options).Select(property => property.Name);

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
        PropertyInfo? property = OptionProperties.Of(options)
            .FirstOrDefault(candidate => candidate.Name.Equals(key.Key, StringComparison.OrdinalIgnoreCase));
        if (property is null)
        {
            return false;
        }

        path = $"{path}:{property.Name}";
        if (property.PropertyType == typeof(RecordRule))
        {
            property.SetValue(options, RecordRule.Parse(RuleSection.ToJson(key), path, Errors));
            return true;
        }

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
            Errors.Add(path, "The key is renamed.", $"Specify {newPath}.");
            return;
        }

        string fix = SimilarName.Find(key.Key, keys) is { } similar ? $"Rename it to {similar}, or remove it."
            : keys.Length == 0 ? "Remove it."
            : keys.Length == 1 ? $"Specify {keys[0]}, or remove it."
            : keys.Length <= MaxListedKeys ? $"Specify one of {string.Join(", ", keys)}, or remove it."
            : $"Remove it, or specify one of the keys in {KeysPage}.";
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

        // A credential may have been set in the wrong place.
        bool isSecret = path.Contains($":{nameof(SlsSourceOptions.Credentials)}", StringComparison.OrdinalIgnoreCase);
        Errors.Add(
            path,
            isSecret ? "A value is given where a section is expected." : $"The value '{value}' is given where a section is expected.",
            keys.ToArray() switch
            {
                [string only] => $"Specify {path}:{only}.",
                { Length: <= MaxListedKeys } => $"Specify a section with the keys {string.Join(", ", keys)}.",
                _ => $"Specify a section with the keys in {KeysPage}.",
            });
        return false;
    }

    private void BindValue(IConfigurationSection key, string path, PropertyInfo property, IValidatedOptions options)
    {
        if (!TryReadText(key, path, out string? text))
        {
            return;
        }

        if (OptionValue.TryParse(OptionProperties.TypeOf(property), text, out object? value))
        {
            property.SetValue(options, value);
        }
        else
        {
            OptionRangeAttribute? range = property.GetCustomAttribute<OptionRangeAttribute>();
            Errors.Add(path, $"'{text}' is not a valid value.", OptionValue.Expect(OptionProperties.TypeOf(property), range));
        }
    }

    private void BindItems(IConfigurationSection list, string path, IOptionsList items)
    {
        IsSection(list, path, ["<n>"]);
        foreach (IConfigurationSection item in origin.FindList(list).Items)
        {
            Bind(item, $"{path}:{item.Key}", items.AddNew());
        }
    }

    private void BindPairs(IConfigurationSection section, string path, IDictionary<string, string> map)
    {
        IsSection(section, path, ["<name>"]);
        foreach (IConfigurationSection pair in section.GetChildren())
        {
            if (pair.Key.Length == 0)
            {
                Errors.Add(path, "The name of an entry is empty.", "Specify a name, or remove the entry.");
            }
            else if (TryReadText(pair, $"{path}:{pair.Key}", out string? text))
            {
                map[pair.Key] = text;
            }
        }
    }
}
