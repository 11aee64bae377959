using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace SlsSyslog;

/// <summary>
/// Reads one configuration section key by key and remembers which keys it was asked for; whatever else stands there is a fault.
/// The standard binder stops at the first fault and does not look for unknown keys below the first level.
/// </summary>
internal sealed class SectionReader(IConfiguration section, string path, OptionFaults faults)
{
    private readonly List<string> _known = [];

    public string Path => path;

    public void Fault(string key, string text) => faults.Add($"{path}:{key}", text);

    public void Text(string key, Action<string> set)
    {
        if (TryValue(key, out string? value))
        {
            set(value);
        }
    }

    public void Flag(string key, Action<bool> set) =>
        Parse(key, set, static (string s, out bool v) => bool.TryParse(s, out v), "write true or false");

    public void Count(string key, Action<int> set) =>
        Parse(
            key,
            set,
            static (string s, out int v) => int.TryParse(s, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out v),
            "write a whole number");

    public void Bytes(string key, Action<long> set) =>
        Parse(
            key,
            set,
            static (string s, out long v) => long.TryParse(s, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out v),
            "write a whole number of bytes");

    public void Duration(string key, Action<TimeSpan> set) =>
        Parse(
            key,
            set,
            // A bare number would be read as days, which nobody means.
            static (string s, out TimeSpan v) => TimeSpan.TryParse(s, CultureInfo.InvariantCulture, out v) && s.Contains(':', StringComparison.Ordinal),
            "write a time span as hours:minutes:seconds, such as 00:00:05");

    public void Choice<T>(string key, Action<T> set)
        where T : struct, Enum =>
        Parse(
            key,
            set,
            static (string s, out T v) => Enum.TryParse(s, ignoreCase: true, out v) && Enum.IsDefined(v) && !char.IsAsciiDigit(s[0]),
            $"write one of {string.Join(", ", Enum.GetNames<T>())}");

    public void Parsable<T>(string key, Action<T> set, string mend)
        where T : IParsable<T> =>
        Parse(key, set, static (string s, out T v) => T.TryParse(s, CultureInfo.InvariantCulture, out v!), mend);

    /// <summary>A list of texts; a single text counts as a list of one.</summary>
    public void List(string key, Action<string> add)
    {
        IConfigurationSection list = Know(key);
        if (list.Value is { Length: > 0 } single)
        {
            add(single);
        }

        foreach (IConfigurationSection item in list.GetChildren())
        {
            if (item.Value is { } value)
            {
                add(value);
            }
            else
            {
                faults.Add(item.Path, "is a section where a text is expected; write a list of texts.");
            }
        }
    }

    /// <summary>Pairs of free names and texts.</summary>
    public void Map(string key, Action<string, string> add)
    {
        foreach (IConfigurationSection item in Know(key).GetChildren())
        {
            if (item.Value is { } value)
            {
                add(item.Key, value);
            }
            else
            {
                faults.Add(item.Path, "is a section where a text is expected.");
            }
        }
    }

    /// <summary>A section below; read in full, so that its unknown keys are found too.</summary>
    public void Section(string key, Action<SectionReader> read)
    {
        IConfigurationSection inner = Know(key);
        if (inner.Value is { Length: > 0 } value)
        {
            faults.Add(inner.Path, $"is the text '{value}' where a section is expected.");
        }
        else if (inner.Exists())
        {
            ReadAll(inner, faults, read);
        }
    }

    /// <summary>Sections of free names below a key.</summary>
    public void Sections(string key, Action<string, SectionReader> read)
    {
        foreach (IConfigurationSection inner in Know(key).GetChildren())
        {
            ReadAll(inner, faults, reader => read(inner.Key, reader));
        }
    }

    public static void ReadAll(IConfigurationSection section, OptionFaults faults, Action<SectionReader> read)
    {
        SectionReader reader = new(section, section.Path, faults);
        read(reader);
        reader.RejectUnknownKeys();
    }

    private void RejectUnknownKeys()
    {
        foreach (IConfigurationSection child in section.GetChildren())
        {
            if (!_known.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
            {
                faults.Add(child.Path, $"is not known here; the keys are {string.Join(", ", _known)}.");
            }
        }
    }

    private IConfigurationSection Know(string key)
    {
        _known.Add(key);
        return section.GetSection(key);
    }

    private bool TryValue(string key, [NotNullWhen(true)] out string? value)
    {
        IConfigurationSection inner = Know(key);
        value = inner.Value;
        if (inner.GetChildren().Any())
        {
            faults.Add(inner.Path, "is a section where a single value is expected.");
        }

        return value is not null;
    }

    private void Parse<T>(string key, Action<T> set, Parser<T> parse, string mend)
    {
        if (!TryValue(key, out string? text))
        {
            return;
        }

        if (text.Length > 0 && parse(text, out T value))
        {
            set(value);
        }
        else
        {
            faults.Add($"{path}:{key}", $"has the value '{text}', which cannot be read; {mend}.");
        }
    }

    private delegate bool Parser<T>(string text, out T value);
}
