namespace SlsSyslog.Serialization;

/// <summary>Replaces values by others. The case of ASCII letters is ignored.</summary>
internal sealed class ValueMap
{
    private readonly byte[][] _from;
    private readonly EventValue[] _to;

    public ValueMap(IEnumerable<KeyValuePair<string, string>> pairs, ProfileConstants constants)
    {
        KeyValuePair<string, string>[] all = [.. pairs];
        _from = Array.ConvertAll(all, pair => Encoding.UTF8.GetBytes(pair.Key));
        _to = Array.ConvertAll(all, pair => constants.Add(pair.Value));
    }

    /// <summary>Gets the new value. It is absent when the new value is empty.</summary>
    public bool TryFind(scoped ReadOnlySpan<byte> value, out EventValue found)
    {
        for (int i = 0; i < _from.Length; i++)
        {
            if (_from[i].Length == value.Length && (_from[i].AsSpan().SequenceEqual(value) || Ascii.EqualsIgnoreCase(value, _from[i])))
            {
                found = _to[i];
                return true;
            }
        }

        found = default;
        return false;
    }
}
