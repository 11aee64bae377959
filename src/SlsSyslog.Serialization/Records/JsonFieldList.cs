namespace SlsSyslog.Serialization;

/// <summary>Holds the fields of a record whose values are JSON that bodies write in place, by ascending index. Reused for each record.</summary>
internal sealed class JsonFieldList
{
    private JsonField[] _fields = [];
    private int _count;

    public ReadOnlySpan<JsonField> Fields => _fields.AsSpan(0, _count);

    public void Clear() => _count = 0;

    public void Add(JsonField field)
    {
        if (_count == _fields.Length)
        {
            Array.Resize(ref _fields, Math.Max(8, _fields.Length * 2));
        }

        int at = _count++;
        for (; at > 0 && _fields[at - 1].Index > field.Index; at--)
        {
            _fields[at] = _fields[at - 1];
        }

        _fields[at] = field;
    }

    public void MoveDownAfter(int index)
    {
        foreach (ref JsonField json in _fields.AsSpan(0, _count))
        {
            json = json.Index > index ? json with { Index = json.Index - 1 } : json;
        }
    }
}
