using System.Text.Unicode;

namespace SlsSyslog.Serialization;

/// <summary>Sorts the dotted names of fields, so that the members of an object follow its name.</summary>
internal sealed class SortedNames
{
    private Item[] _items = new Item[64];
    private Item[] _collected = new Item[64];
    private int[] _order = new int[64];
    private int _orderCount;
    private byte[] _text = new byte[256];
    private int _textLength;

    public int Count { get; private set; }

    /// <summary>Collects the names of the fields that are written, and sorts them.</summary>
    public void Collect(scoped LogRecord record, scoped ReadOnlySpan<LogFieldRange> ranges, scoped ReadOnlySpan<byte> prefix, FieldRules rules)
    {
        Count = _textLength = 0;
        if (_items.Length < ranges.Length)
        {
            int length = Math.Max(ranges.Length, _items.Length * 2);
            (_items, _collected, _order, _orderCount) = (new Item[length], new Item[length], new int[length], 0);
        }

        for (int i = 0; i < ranges.Length; i++)
        {
            ReadOnlySpan<byte> name = record.Block.Slice(ranges[i].KeyOffset, ranges[i].KeyLength);
            if (!rules.Includes(prefix, name))
            {
                continue;
            }

            bool isRenamed = rules.TryRename(prefix, name, isGroupName: false, out ReadOnlySpan<byte> newName);
            name = isRenamed ? newName : name;
            bool isPath = IsPath(name);
            bool isPlain = isPath && !isRenamed && Utf8.IsValid(name);
            _collected[Count] = isPlain
                ? new(false, ranges[i].KeyOffset, name.Length, i, Count)
                : new(true, _textLength, AddText(name, isPath), i, Count);
            Count++;
        }

        if (!TryKeepOrder(record.Block))
        {
            _collected.AsSpan(0, Count).CopyTo(_items);
            Sort(record);
            for (int i = 0; i < Count; i++)
            {
                _order[i] = _items[i].Index;
            }

            _orderCount = Count;
        }
    }

    /// <summary>Gets the name at a sorted position.</summary>
    public ReadOnlySpan<byte> GetName(ReadOnlySpan<byte> block, int index) => GetName(block, _items[index]);

    /// <summary>Gets the index of the field at a sorted position.</summary>
    public int GetField(int index) => _items[index].Field;

    private static bool IsPath(scoped ReadOnlySpan<byte> name) =>
        !name.IsEmpty && name[0] != '.' && name[^1] != '.' && name.IndexOf(".."u8) < 0;

    // Names with empty parts are not paths, and names that differ only in invalid UTF-8 are written equally.
    private int AddText(scoped ReadOnlySpan<byte> name, bool isPath)
    {
        int start = _textLength;
        int longest = (name.Length * 3) + 1;
        if (_text.Length - _textLength < longest)
        {
            Array.Resize(ref _text, Math.Max(_text.Length * 2, _textLength + longest));
        }

        if (name.IsEmpty)
        {
            _text[_textLength++] = (byte)'_';
        }

        while (!name.IsEmpty)
        {
            bool isValid = Rune.DecodeFromUtf8(name, out Rune rune, out int length) == OperationStatus.Done;
            rune = !isValid ? Rune.ReplacementChar : rune.Value == '.' && !isPath ? new Rune('_') : rune;
            _textLength += rune.EncodeToUtf8(_text.AsSpan(_textLength));
            name = name[length..];
        }

        return _textLength - start;
    }

    private ReadOnlySpan<byte> GetName(ReadOnlySpan<byte> block, Item item) =>
        item.IsText ? _text.AsSpan(item.Offset, item.Length) : block.Slice(item.Offset, item.Length);

    // Most records of a log have the same names in the same order, so the order of the last one is tried first.
    private bool TryKeepOrder(scoped ReadOnlySpan<byte> block)
    {
        if (Count != _orderCount)
        {
            return false;
        }

        for (int i = 0; i < Count; i++)
        {
            _items[i] = _collected[_order[i]];
            if (i > 0 && Compare(block, _items[i - 1], _items[i]) > 0)
            {
                return false;
            }
        }

        return true;
    }

    // Heap sort: no recursion, no allocation, and the same time for every order.
    private void Sort(scoped LogRecord record)
    {
        ReadOnlySpan<byte> block = record.Block;
        for (int i = (Count / 2) - 1; i >= 0; i--)
        {
            SiftDown(block, i, Count);
        }

        for (int end = Count - 1; end > 0; end--)
        {
            (_items[0], _items[end]) = (_items[end], _items[0]);
            SiftDown(block, 0, end);
        }
    }

    private void SiftDown(scoped ReadOnlySpan<byte> block, int root, int end)
    {
        for (int child = (root * 2) + 1; child < end; child = (root * 2) + 1)
        {
            if (child + 1 < end && Compare(block, _items[child], _items[child + 1]) < 0)
            {
                child++;
            }

            if (Compare(block, _items[root], _items[child]) >= 0)
            {
                return;
            }

            (_items[root], _items[child]) = (_items[child], _items[root]);
            root = child;
        }
    }

    // A dot precedes every other byte, so that the members of an object follow its name.
    private int Compare(scoped ReadOnlySpan<byte> block, Item one, Item other)
    {
        ReadOnlySpan<byte> first = GetName(block, one);
        ReadOnlySpan<byte> second = GetName(block, other);
        int same = first.CommonPrefixLength(second);
        if (same == first.Length || same == second.Length)
        {
            return first.Length != second.Length ? first.Length - second.Length : one.Field - other.Field;
        }

        int left = first[same] == '.' ? -1 : first[same];
        int right = second[same] == '.' ? -1 : second[same];
        return left - right;
    }

    private readonly record struct Item(bool IsText, int Offset, int Length, int Field, int Index);
}
