using System.Runtime.InteropServices;

namespace SlsSyslog.Serialization;

/// <summary>
/// Indexes the names of one message, so that each is written once. The cost of a name does not depend on the number of names before it.
/// Used only for records in which two names could be equal.
/// </summary>
internal sealed class NameIndex
{
    private const int MinSlots = 256;

    // The number of an entry plus one; 0 for a free slot.
    private int[] _slots = new int[MinSlots];
    private NameEntry[] _entries = new NameEntry[MinSlots / 2];
    private byte[] _names = new byte[4096];
    private int[] _links = [];
    private int _mask;
    private int _lastNumber;
    private bool _foldsCase;

    /// <summary>Gets the number of slots that were examined since the instance was created.</summary>
    public long Steps { get; private set; }

    public int Count { get; private set; }

    /// <summary>Gets the length of all names of the message.</summary>
    public int NameBytes { get; private set; }

    /// <summary>Starts a message. When case is folded, names that differ only in the case of ASCII letters are equal.</summary>
    public void Begin(bool foldsCase)
    {
        Count = NameBytes = _lastNumber = 0;
        _foldsCase = foldsCase;
        _mask = MinSlots - 1;
        _slots.AsSpan(0, MinSlots).Clear();
    }

    /// <summary>Gets the entry at an index. Valid until the next name is added.</summary>
    public ref NameEntry this[int index] => ref _entries[index];

    /// <summary>Gets room for one number per pair of a record. Valid until the next call.</summary>
    public Span<int> GetLinks(int count)
    {
        if (_links.Length < count)
        {
            _links = new int[count];
        }

        return _links.AsSpan(0, count);
    }

    /// <summary>Finds a name, or adds it without an owner. Returns the index of its entry, or -1 if it is absent and must not be added.</summary>
    public int Find(scoped ReadOnlySpan<byte> stem, scoped ReadOnlySpan<byte> suffix = default, bool adds = true)
    {
        int length = stem.Length + suffix.Length;
        Span<byte> name = Append(stem, suffix, (length + 1) & ~1);

        // Nobody can construct names with equal hashes, because the seed differs in every process. A char has two bytes.
        int hash = string.GetHashCode(MemoryMarshal.Cast<byte, char>(name), StringComparison.Ordinal);
        int slot = hash & _mask;
        for (; _slots[slot] != 0; slot = (slot + 1) & _mask)
        {
            Steps++;
            ref NameEntry entry = ref _entries[_slots[slot] - 1];
            if (entry.Hash == hash && _names.AsSpan(entry.Offset, entry.Length).SequenceEqual(name[..length]))
            {
                return _slots[slot] - 1;
            }
        }

        Steps++;
        if (!adds)
        {
            return -1;
        }

        if (Count == _entries.Length)
        {
            Array.Resize(ref _entries, _entries.Length * 2);
        }

        _entries[Count++] = new NameEntry { Hash = hash, Offset = NameBytes, Length = length };
        _slots[slot] = Count;
        NameBytes += name.Length;
        if (Count * 2 > _mask)
        {
            Grow();
        }

        return Count - 1;
    }

    /// <summary>
    /// Adds a name that is present again, for another pair, as <c>name_2</c>, or with the next number for which it is neither
    /// reserved nor present. Returns the
    /// index of its entry.
    /// </summary>
    public int AddNumbered(int present, scoped ReadOnlySpan<byte> name, PairLayout layout, FieldRules rules, int pair)
    {
        ReadOnlySpan<byte> stem = layout.GetStem(name);
        Span<byte> suffix = stackalloc byte[PairLayout.MaxSuffixLength];
        while (true)
        {
            // Names with the same stem share their numbers, so that no number is tried twice.
            int number = stem.Length == name.Length ? ++_entries[present].LastNumber : ++_lastNumber;
            ReadOnlySpan<byte> used = PairLayout.FormatSuffix(number + 1, suffix);
            int count = Count;
            if (!rules.IsReserved(stem, used) && Find(stem, used) is int added && Count > count)
            {
                _entries[added].Number = number + 1;
                _entries[added].First = pair;
                return added;
            }
        }
    }

    public static byte Lower(byte letter) => letter is >= (byte)'A' and <= (byte)'Z' ? (byte)(letter | 0x20) : letter;

    private Span<byte> Append(scoped ReadOnlySpan<byte> stem, scoped ReadOnlySpan<byte> suffix, int padded)
    {
        if (_names.Length - NameBytes < padded)
        {
            Array.Resize(ref _names, Math.Max(_names.Length * 2, checked(NameBytes + padded)));
        }

        Span<byte> name = _names.AsSpan(NameBytes, padded);
        if (!name.IsEmpty)
        {
            name[^1] = 0;
        }

        stem.CopyTo(name);
        suffix.CopyTo(name[stem.Length..]);
        if (_foldsCase)
        {
            Fold(name);
        }

        return name;
    }

    private static void Fold(Span<byte> name)
    {
        foreach (ref byte letter in name)
        {
            letter = Lower(letter);
        }
    }

    private void Grow()
    {
        _mask = (_mask * 2) + 1;
        if (_slots.Length <= _mask)
        {
            _slots = new int[_mask + 1];
        }
        else
        {
            _slots.AsSpan(0, _mask + 1).Clear();
        }

        for (int i = 0; i < Count; i++)
        {
            int slot = _entries[i].Hash & _mask;
            while (_slots[slot] != 0)
            {
                Steps++;
                slot = (slot + 1) & _mask;
            }

            _slots[slot] = i + 1;
        }
    }
}
