using System.Globalization;

namespace SlsSyslog.Serialization;

/// <summary>Counts the names that one message contains. It is reused for each message and does not allocate when it has grown.</summary>
internal sealed class NameSet
{
    private const int MaxSuffixLength = 12;

    private byte[] _text = new byte[1024];
    private Entry[] _entries = new Entry[64];
    private int[] _places = new int[128];
    private byte[] _numbered = new byte[256];
    private int _textLength;
    private int _count;

    public void Clear()
    {
        _textLength = _count = 0;
        Array.Clear(_places);
    }

    /// <summary>Adds a name. Returns how often it was added before.</summary>
    public int Add(scoped ReadOnlySpan<byte> name)
    {
        // The seed differs in every process, so that nobody can construct colliding names.
        HashCode hashCode = default;
        hashCode.AddBytes(name);
        int hash = hashCode.ToHashCode();
        uint mask = (uint)_places.Length - 1;
        uint place = (uint)hash & mask;
        for (int at = _places[place]; at != 0; at = _places[place])
        {
            ref Entry entry = ref _entries[at - 1];
            if (entry.Hash == hash && name.SequenceEqual(_text.AsSpan(entry.Offset, entry.Length)))
            {
                return ++entry.Repetitions;
            }

            place = (place + 1) & mask;
        }

        Append(name, hash);
        _places[place] = _count;
        if (_count * 2 > _places.Length)
        {
            Grow();
        }

        return 0;
    }

    /// <summary>
    /// Adds a name, or the name with the first number that is not used: <c>name_2</c>. Returns the name with its number, which is valid until the
    /// next call; an empty one when the name itself is new.
    /// </summary>
    public ReadOnlySpan<byte> AddUnique(scoped ReadOnlySpan<byte> name)
    {
        int number = Add(name) + 1;
        if (number == 1)
        {
            return default;
        }

        if (_numbered.Length < name.Length + MaxSuffixLength)
        {
            _numbered = new byte[Math.Max(_numbered.Length * 2, name.Length + MaxSuffixLength)];
        }

        name.CopyTo(_numbered);
        _numbered[name.Length] = (byte)'_';
        int length;
        do
        {
            number.TryFormat(_numbered.AsSpan(name.Length + 1), out int digits, default, CultureInfo.InvariantCulture);
            length = name.Length + 1 + digits;
            number++;
        }
        while (Add(_numbered.AsSpan(0, length)) > 0);

        return _numbered.AsSpan(0, length);
    }

    private void Append(scoped ReadOnlySpan<byte> name, int hash)
    {
        if (_text.Length - _textLength < name.Length)
        {
            Array.Resize(ref _text, Math.Max(_text.Length * 2, _textLength + name.Length));
        }

        if (_count == _entries.Length)
        {
            Array.Resize(ref _entries, _entries.Length * 2);
        }

        name.CopyTo(_text.AsSpan(_textLength));
        _entries[_count++] = new() { Hash = hash, Offset = _textLength, Length = name.Length };
        _textLength += name.Length;
    }

    private void Grow()
    {
        _places = new int[_places.Length * 2];
        uint mask = (uint)_places.Length - 1;
        for (int i = 0; i < _count; i++)
        {
            uint place = (uint)_entries[i].Hash & mask;
            while (_places[place] != 0)
            {
                place = (place + 1) & mask;
            }

            _places[place] = i + 1;
        }
    }

    private struct Entry
    {
        public int Hash;
        public int Offset;
        public int Length;
        public int Repetitions;
    }
}
