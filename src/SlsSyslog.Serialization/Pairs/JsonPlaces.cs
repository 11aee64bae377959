namespace SlsSyslog.Serialization;

/// <summary>Finds the positions of the fields with JSON among the fields that the values of an event do not contain.</summary>
internal ref struct JsonPlaces
{
    private readonly MappedEvent? _mapped;
    private ReadOnlySpan<JsonField> _left;
    private int _counted;
    private int _used;

    public JsonPlaces(ReadOnlySpan<JsonField> fields, MappedEvent? mapped)
    {
        _left = fields;
        _mapped = mapped;
        MoveNext();
    }

    /// <summary>Gets the position of the next field; greater than every other one when there is none.</summary>
    public int Place { get; private set; }

    public JsonField Field { get; private set; }

    public void MoveNext()
    {
        Place = int.MaxValue;
        while (!_left.IsEmpty && Place == int.MaxValue)
        {
            Field = _left[0];
            _left = _left[1..];
            if (_mapped is null)
            {
                Place = Field.Index;
            }
            else if (!_mapped.IsFieldUsed(Field.Index))
            {
                _used += _mapped.CountUsed(_counted, Field.Index);
                _counted = Field.Index;
                Place = Field.Index - _used;
            }
        }
    }
}
