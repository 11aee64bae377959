using System.Text;

namespace SlsSyslog.Serialization;

// Text with variables: "app-{__topic__|sls}".
internal sealed class SyslogTemplate
{
    private readonly TemplatePart[] _parts;

    private SyslogTemplate(TemplatePart[] parts) => _parts = parts;

    public ReadOnlySpan<TemplatePart> Parts => _parts;

    public bool IsConstant => Array.TrueForAll(_parts, part => part.Variable is null);

    public bool DependsOnRecord => Array.Exists(_parts, part => part.Variable is { DependsOnRecord: true });

    // What is wrong goes to the faults; the template is then of no use.
    public static SyslogTemplate Parse(string? text, string option, OptionFaults faults)
    {
        List<TemplatePart> parts = [];
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
                AddVariable(parts, text[(i + 1)..end], option, faults);
                i = end;
            }
            else
            {
                faults.Add(option, $"the template \"{text}\" has a single '{letter}'. Write {{key}} for a variable, {letter}{letter} for the character.");
                break;
            }
        }

        AddText(parts, literal);
        return new([.. parts]);
    }

    // Puts the text together, without any repair, as far as the room goes. Returns its length.
    public int Resolve(scoped LogRecord record, scoped Span<byte> target)
    {
        int length = 0;
        foreach (TemplatePart part in _parts)
        {
            ReadOnlySpan<byte> value = part.Variable is null ? default : part.Variable.Find(record);
            value = value.IsEmpty ? part.Text : value;
            value = value[..Utf8Cut.FitLength(value, target.Length - length)];
            value.CopyTo(target[length..]);
            length += value.Length;
        }

        return length;
    }

    // Writes the values as data, with a grammar's escapes; the template's own text too.
    public void Write(scoped LogRecord record, EscapeSet escapes, ref SyslogWriter writer)
    {
        foreach (TemplatePart part in _parts)
        {
            ReadOnlySpan<byte> value = part.Variable is null ? default : part.Variable.Find(record);
            value = value.IsEmpty ? part.Text : value;
            writer.Write(value, value.Length, escapes);
        }
    }

    private static void AddText(List<TemplatePart> parts, StringBuilder literal)
    {
        if (literal.Length > 0)
        {
            parts.Add(new(null, Encoding.UTF8.GetBytes(literal.ToString())));
            literal.Clear();
        }
    }

    private static void AddVariable(List<TemplatePart> parts, string text, string option, OptionFaults faults)
    {
        int bar = text.IndexOf('|', StringComparison.Ordinal);
        string name = bar < 0 ? text : text[..bar];
        string fallback = bar < 0 ? "" : text[(bar + 1)..];
        if (RecordVariable.Parse(name, option, faults) is { } variable)
        {
            parts.Add(new(variable, Encoding.UTF8.GetBytes(fallback)));
        }
    }
}
