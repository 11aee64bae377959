namespace SlsSyslog.Serialization;

/// <summary>Composes a value of constant texts and fields. It is absent when none of the fields is present.</summary>
internal sealed class ConcatStep : ValueStep
{
    private readonly ConcatPart[] _parts;
    private readonly ValueKind _kind;
    private readonly bool _keeps;

    public ConcatStep(ConcatPart[] parts, ProfileInput[] sources, ValueKind kind, bool keeps)
    {
        _parts = parts;
        Sources = sources;
        _kind = kind;
        _keeps = keeps;
    }

    public override EventValue Find(scoped in LogRecord record, MappedEvent mapped)
    {
        int start = mapped.TextStart;
        bool isPresent = false;
        foreach (ConcatPart next in _parts)
        {
            if (!TryAppend(in record, mapped, next, ref isPresent))
            {
                isPresent = false;
                break;
            }
        }

        bool isVersion6 = false;
        if (!isPresent || !ValueCheck.IsValid(mapped.GetText(start), _kind, out Range part, out isVersion6) || !part.Equals(Range.All))
        {
            mapped.RemoveText(start);
            return default;
        }

        if (!_keeps)
        {
            MarkUsed(in record, mapped);
        }

        return new(ValueStore.Own, start, mapped.TextStart - start, 0, isVersion6);
    }

    private static bool TryAppend(scoped in LogRecord record, MappedEvent mapped, ConcatPart part, ref bool isPresent)
    {
        if (part.Inputs.Length == 0)
        {
            mapped.Append(mapped.Slice(in record, part.Text));
            return true;
        }

        EventValue value = FindFirst(mapped, part.Inputs, out _);
        if (!value.IsPresent)
        {
            if (part.Default.IsPresent)
            {
                mapped.Append(mapped.Slice(in record, part.Default));
            }

            return !part.IsRequired;
        }

        isPresent = true;
        if (part.Prefix.IsPresent)
        {
            mapped.Append(mapped.Slice(in record, part.Prefix));
        }

        if (part.Map is not null && part.Map.TryFind(mapped.Slice(in record, value), out EventValue found))
        {
            value = found;
        }

        if (value.IsPresent)
        {
            mapped.Append(mapped.Slice(in record, value));
        }

        return true;
    }

    private static EventValue FindFirst(MappedEvent mapped, int[] inputs, out int input)
    {
        foreach (int candidate in inputs)
        {
            EventValue value = mapped.FindInput(candidate);
            if (value.IsPresent)
            {
                input = candidate;
                return value;
            }
        }

        input = -1;
        return default;
    }

    private void MarkUsed(scoped in LogRecord record, MappedEvent mapped)
    {
        foreach (ConcatPart part in _parts)
        {
            if (FindFirst(mapped, part.Inputs, out int input).IsPresent)
            {
                mapped.MarkUsed(in record, input);
            }
        }
    }
}
