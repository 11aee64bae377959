namespace SlsSyslog.Serialization;

/// <summary>
/// Represents what can be distributed over the parts of a record, as one text: the mapped values and the fields, one after the other. A part is
/// a range of it. Everything else, such as the header, the topic and the tags, is in every part.
/// </summary>
internal sealed class PartContent
{
    private readonly LogRecordTable _table;
    private readonly MappedEvent? _mapped;
    private readonly LogFieldRange[] _fields;
    private readonly int _hidden;
    private readonly LogFieldRange[] _shown;
    private readonly List<Element> _elements = [];

    /// <summary>Initializes the content of a record.</summary>
    /// <param name="record">The record, which <see cref="Show"/> changes.</param>
    /// <param name="rules">Specify which fields are masked: these are never cut, because a mask may show the end of a value.</param>
    /// <param name="cutsMapped">Whether mapped values can be cut.</param>
    public PartContent(scoped LogRecord record, FieldRules[] rules, bool cutsMapped)
    {
        _table = record.Table;
        _mapped = _table.Event is { Profile: not null } mapped ? mapped : null;
        _fields = _table.AllFields.ToArray();
        _hidden = _fields.Length - _table.Fields.Length;
        _shown = new LogFieldRange[_fields.Length];
        AddValues(cutsMapped);
        for (int i = 0; i < _fields.Length - _hidden; i++)
        {
            LogFieldRange field = _fields[i];
            if (_mapped is null || !_mapped.IsFieldUsed(i))
            {
                bool isMasked = IsMasked(rules, record.Block.Slice(field.KeyOffset, field.KeyLength));
                Add(new(IsValue: false, i, Length, field.ValueLength, !isMasked, default));
            }
        }
    }

    /// <summary>Gets the length of the text. A value without content counts as one byte.</summary>
    public int Length { get; private set; }

    /// <summary>Returns the last position up to a position at which the text can be cut.</summary>
    public int FindCut(scoped LogRecord record, int position)
    {
        foreach (Element element in _elements)
        {
            if (position < element.End)
            {
                scoped ReadOnlySpan<byte> value = element.IsDivisible ? GetValue(record, element) : default;
                return element.Start + (value.IsEmpty ? 0 : Utf8Cut.FitLength(value, position - element.Start));
            }
        }

        return Length;
    }

    /// <summary>Returns the first position after a position at which the text can be cut.</summary>
    public int FindNextCut(scoped LogRecord record, int position)
    {
        Element element = _elements.Find(element => position < element.End);
        if (!element.IsDivisible)
        {
            return element.End;
        }

        _ = Rune.DecodeFromUtf8(GetValue(record, element)[(position - element.Start)..], out _, out int length);
        return Math.Min(position + length, element.End);
    }

    /// <summary>Changes the record to a part of the text.</summary>
    public void Show(int start, int end)
    {
        int count = 0;
        foreach (Element element in _elements)
        {
            int from = Math.Clamp(start - element.Start, 0, element.Length);
            int length = Math.Clamp(end - element.Start, 0, element.Length) - from;
            bool isShown = start < element.End && end > element.Start;
            if (element.IsValue)
            {
                EventValue value = element.Value;
                _mapped!.SetSlot(element.Index, isShown ? new(value.Store, value.Offset + from, length, value.Source, value.IsVersion6) : default);
                continue;
            }

            LogFieldRange field = _fields[element.Index];
            field = new(field.KeyOffset, field.KeyLength, field.ValueOffset + from, length);
            if (_mapped is not null)
            {
                _table.SetField(element.Index, field);
                _mapped.SetUsed(element.Index, !isShown);
            }
            else if (isShown)
            {
                _shown[count++] = field;
            }
        }

        if (_mapped is null)
        {
            _fields.AsSpan(_fields.Length - _hidden).CopyTo(_shown.AsSpan(count));
            _table.SetFields(_shown.AsSpan(0, count + _hidden), _hidden);
        }
    }

    /// <summary>Changes the record back.</summary>
    public void Restore()
    {
        Show(0, Length);
        _table.SetFields(_fields, _hidden);
    }

    private static bool IsMasked(FieldRules[] rules, scoped ReadOnlySpan<byte> name)
    {
        foreach (FieldRules rule in rules)
        {
            if (rule.FindMask(default, name) is not null)
            {
                return true;
            }
        }

        return false;
    }

    // Texts of the header are in every part.
    private void AddValues(bool areDivisible)
    {
        CompiledProfile? profile = _mapped?.Profile;
        for (int slot = 0; slot < (profile?.Slots.Length ?? 0); slot++)
        {
            EventValue value = _mapped!.GetSlot(slot);
            bool isHeader = slot == profile!.HeaderSlots.Product || slot == profile.HeaderSlots.Class || slot == profile.HeaderSlots.Title;
            if (value.Store is ValueStore.Record or ValueStore.Own && !isHeader)
            {
                bool isText = profile.Slots[slot].Name.Kind == ValueKind.Text;
                Add(new(IsValue: true, slot, Length, value.Length, areDivisible && isText, value));
            }
        }
    }

    private void Add(Element element)
    {
        _elements.Add(element);
        Length = element.End;
    }

    private ReadOnlySpan<byte> GetValue(LogRecord record, Element element)
    {
        if (!element.IsValue)
        {
            return record.Block.Slice(_fields[element.Index].ValueOffset, element.Length);
        }

        EventValue value = element.Value;
        return _mapped!.Slice(in record, in value);
    }

    private readonly record struct Element(bool IsValue, int Index, int Start, int Length, bool IsDivisible, EventValue Value)
    {
        public int End => Start + Math.Max(1, Length);
    }
}
