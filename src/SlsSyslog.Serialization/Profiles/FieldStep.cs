namespace SlsSyslog.Serialization;

/// <summary>Gets the first of several fields that is present and valid for the type of the name.</summary>
internal sealed class FieldStep : ValueStep
{
    private readonly int[] _inputs;

    public FieldStep(int[] inputs, ProfileInput[] sources, ValueKind kind)
    {
        _inputs = inputs;
        Sources = sources;
        Kind = kind;
        HasSourcePerValue = true;
    }

    public ValueKind Kind { get; }

    public ValuePart? Part { get; init; }

    public ValueMap? Map { get; init; }

    public bool MapOnly { get; init; }

    public LetterCase Case { get; init; }

    public EventValue Default { get; init; }

    /// <summary>Gets a value that indicates whether the field is also written under its own name.</summary>
    public bool Keeps { get; init; }

    /// <summary>Gets the format of times.</summary>
    public TimeReader? Time { get; init; }

    /// <summary>Gets the number of the field when the value is that of one field, without conversions; otherwise, -1.</summary>
    public int DirectInput => _inputs.Length == 1 && IsUnchanged && !Default.IsPresent ? _inputs[0] : -1;

    private bool IsUnchanged => Part is null && Map is null && Kind is ValueKind.Text or ValueKind.List && Case == LetterCase.Unchanged;

    public override EventValue Find(scoped in LogRecord record, MappedEvent mapped)
    {
        for (int i = 0; i < _inputs.Length; i++)
        {
            EventValue value = mapped.FindInput(_inputs[i]);
            if (value.IsPresent && TryConvert(in record, mapped, ref value, (byte)i))
            {
                if (!Keeps && !(Kind == ValueKind.Ip && ContainsMore(in mapped.FindInput(_inputs[i]), in value)))
                {
                    mapped.MarkUsed(in record, _inputs[i]);
                }

                return value;
            }
        }

        return Default;
    }

    // A port, or further addresses. A bracket is not more.
    private static bool ContainsMore(scoped in EventValue field, scoped in EventValue value) =>
        field.Store == value.Store && field.Offset + field.Length > value.Offset + value.Length + 1;

    private bool TryConvert(scoped in LogRecord record, MappedEvent mapped, ref EventValue value, byte source)
    {
        if (IsUnchanged)
        {
            value = new(value.Store, value.Offset, value.Length, source);
            return true;
        }

        ReadOnlySpan<byte> text = mapped.Slice(in record, value);
        if (Part is not null)
        {
            (int start, int length) = Part.Find(text);
            value = new(value.Store, value.Offset + start, length, source);
            text = text.Slice(start, length);
            if (AbsentValue.Is(text))
            {
                return false;
            }
        }

        if (Map is not null && Map.TryFind(text, out EventValue mappedValue))
        {
            value = new(mappedValue.Store, mappedValue.Offset, mappedValue.Length, source);
            return value.IsPresent;
        }

        return !(Map is not null && MapOnly) && TryCheck(text, mapped, ref value, source);
    }

    private bool TryCheck(scoped ReadOnlySpan<byte> text, MappedEvent mapped, ref EventValue value, byte source)
    {
        if (Kind == ValueKind.Time)
        {
            return Time!.TryWrite(text, mapped, source, out value);
        }

        if (!ValueCheck.IsValid(text, Kind, out Range part, out bool isVersion6))
        {
            return false;
        }

        (int start, int length) = part.GetOffsetAndLength(text.Length);
        value = new(value.Store, value.Offset + start, length, source, isVersion6);
        if (Case != LetterCase.Unchanged || Kind == ValueKind.Boolean)
        {
            int own = mapped.TextStart;
            mapped.Append(text.Slice(start, length));
            ChangeCase(mapped.GetText(own));
            value = new(ValueStore.Own, own, length, source, isVersion6);
        }

        return true;
    }

    private void ChangeCase(Span<byte> text)
    {
        if (Case == LetterCase.Upper)
        {
            Ascii.ToUpperInPlace(text, out _);
        }
        else
        {
            Ascii.ToLowerInPlace(text, out _);
        }
    }
}
