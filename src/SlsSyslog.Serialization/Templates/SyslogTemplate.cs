namespace SlsSyslog.Serialization;

/// <summary>Represents a text with variables: <c>app-{__topic__|sls}</c>.</summary>
internal sealed class SyslogTemplate
{
    private readonly Part[] _parts;

    private readonly bool _isConstant;

    private SyslogTemplate(Part[] parts)
    {
        _parts = parts;
        _isConstant = Array.TrueForAll(parts, part => part.Variable is null);
    }

    public bool IsConstant => _isConstant;

    public bool DependsOnRecord => Array.Exists(_parts, part => part.Variable is { DependsOnRecord: true });

    /// <summary>Parses a template. Adds an error when it is invalid; the result must then not be used.</summary>
    public static SyslogTemplate Parse(string? text, string path = "", OptionErrors? errors = null)
    {
        List<Part> parts = [];
        StringBuilder literal = new();
        text ??= "";
        for (int i = 0; i < text.Length; i++)
        {
            char letter = text[i];
            if (letter is not ('{' or '}'))
            {
                literal.Append(letter);
            }
            else if (i + 1 < text.Length && text[i + 1] == letter)
            {
                literal.Append(letter);
                i++;
            }
            else if (letter == '{' && text.IndexOf('}', i) is int end and > 0)
            {
                AddText(parts, literal);
                AddVariable(parts, text[(i + 1)..end], path, errors);
                i = end;
            }
            else
            {
                errors?.Add(
                    path,
                    $"The template '{text}' contains a single '{letter}'.",
                    $"Specify {{key}} for a variable, or {letter}{letter} for the character.");
                break;
            }
        }

        AddText(parts, literal);
        return new([.. parts]);
    }

    public static void ParseAll(IDictionary<string, string> templates, string path, OptionErrors errors)
    {
        foreach ((string key, string template) in templates)
        {
            Parse(template, $"{path}:{key}", errors);
        }
    }

    /// <summary>Copies the resolved text, unchanged, as far as it fits. Returns its length.</summary>
    public int Resolve(scoped LogRecord record, scoped Span<byte> target)
    {
        int length = 0;
        foreach (Part part in _parts)
        {
            ReadOnlySpan<byte> value = part.Variable is null ? default : part.Variable.Find(record);
            value = value.IsEmpty ? part.Text : value;
            value = value[..Utf8Cut.FitLength(value, target.Length - length)];
            value.CopyTo(target[length..]);
            length += value.Length;
        }

        return length;
    }

    /// <summary>Writes the values and the constant text as data, with the escapes of a grammar.</summary>
    public void Write(scoped LogRecord record, EscapeSet escapes, ref SyslogWriter writer)
    {
        int start = writer.BytesWritten;
        foreach (Part part in _parts)
        {
            ReadOnlySpan<byte> value = part.Variable is null ? default : part.Variable.Find(record);
            value = value.IsEmpty ? part.Text : value;
            writer.Write(value, value.Length, escapes);
        }

        if (!_isConstant && record.IsLog)
        {
            writer.CountSanitized(Marks.Disarm(writer.WrittenSince(start)));
        }
    }

    private static void AddText(List<Part> parts, StringBuilder literal)
    {
        if (literal.Length > 0)
        {
            parts.Add(new(null, Encoding.UTF8.GetBytes(literal.ToString())));
            literal.Clear();
        }
    }

    private static void AddVariable(List<Part> parts, string text, string path, OptionErrors? errors)
    {
        int bar = text.IndexOf('|', StringComparison.Ordinal);
        string name = bar < 0 ? text : text[..bar];
        string fallback = bar < 0 ? "" : text[(bar + 1)..];
        if (RecordVariable.Parse(name, path, errors) is { } variable)
        {
            parts.Add(new(variable, Encoding.UTF8.GetBytes(fallback)));
        }
    }

    // A text, or a variable with the text for when it is absent or empty.
    private readonly record struct Part(RecordVariable? Variable, byte[] Text);
}
