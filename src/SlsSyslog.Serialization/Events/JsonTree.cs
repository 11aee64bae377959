using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace SlsSyslog.Serialization;

/// <summary>
/// Writes fields with dotted names as nested JSON objects. Sorting the names brings the members of an object together, so that every object
/// is written once, and takes time in proportion to n log n. Instances are reused and do not allocate when they have grown.
/// </summary>
internal sealed class JsonTree
{
    private const int MaxDepth = 16;

    private static readonly EscapeSet Escapes = new("\"\\"u8);

    private Item[] _items = new Item[64];
    private int _count;
    private byte[] _text = new byte[256];
    private int _textLength;

    /// <summary>Writes the members. Returns false when the message is full; all objects are closed.</summary>
    public bool TryWrite(
        scoped LogRecord record,
        scoped ReadOnlySpan<LogFieldRange> ranges,
        scoped ReadOnlySpan<byte> prefix,
        FieldRules rules,
        ref bool isEmpty,
        ref SyslogWriter writer)
    {
        Collect(record, ranges, prefix, rules);
        Sort(record);
        Span<int> path = stackalloc int[MaxDepth];
        int depth = 0;
        uint hasMembers = isEmpty ? 0U : 1;
        ReadOnlySpan<byte> block = record.Block;
        scoped ReadOnlySpan<byte> open = default;
        bool isComplete = true;
        for (int i = 0; i < _count && isComplete;)
        {
            ReadOnlySpan<byte> name = GetName(block, _items[i]);
            int next = i + 1;
            while (next < _count && GetName(block, _items[next]).SequenceEqual(name))
            {
                next++;
            }

            bool isObject = next < _count && IsBelow(GetName(block, _items[next]), name);
            depth = CloseObjects(name, isObject, open, path, depth, ref writer);
            SyslogWriter start = writer;
            (int oldDepth, uint oldMembers) = (depth, hasMembers);
            hasMembers &= (2U << depth) - 1;
            bool isOpen = TryOpenObjects(name, isObject, path, ref depth, ref hasMembers, ref writer);
            isComplete = isOpen && TryWriteLeaf(record, ranges, prefix, rules, (i, next), isObject, path[..depth], ref hasMembers, ref writer);
            if (!isOpen || (!isComplete && (hasMembers & (1U << depth)) == 0))
            {
                writer = start;
                writer.Truncate();
                (depth, hasMembers) = (oldDepth, oldMembers);
                break;
            }

            open = name;
            i = next;
        }

        while (depth-- > 0)
        {
            writer.WriteReserved("}"u8);
        }

        isEmpty = (hasMembers & 1) == 0;
        return isComplete;
    }

    private static bool IsBelow(scoped ReadOnlySpan<byte> name, scoped ReadOnlySpan<byte> parent) =>
        name.Length > parent.Length && name[parent.Length] == '.' && name.StartsWith(parent);

    // Closes the objects that the name is not in. path contains the ends of the open names.
    private static int CloseObjects(
        scoped ReadOnlySpan<byte> name, bool isObject, scoped ReadOnlySpan<byte> open, scoped ReadOnlySpan<int> path, int depth, ref SyslogWriter writer)
    {
        int same = 0;
        while (same < depth)
        {
            int end = path[same];
            bool isInside = name.Length > end ? name[end] == '.' : isObject && name.Length == end;
            if (!isInside || !name[..end].SequenceEqual(open[..end]))
            {
                break;
            }

            same++;
        }

        for (int i = depth; i > same; i--)
        {
            writer.WriteReserved("}"u8);
        }

        return same;
    }

    private static bool TryOpenObjects(
        scoped ReadOnlySpan<byte> name, bool isObject, scoped Span<int> path, ref int depth, ref uint hasMembers, ref SyslogWriter writer)
    {
        int start = depth == 0 ? 0 : path[depth - 1] + 1;
        while (depth < MaxDepth && start < name.Length)
        {
            int dot = name[start..].IndexOf((byte)'.');
            if (dot < 0 && !isObject)
            {
                return true;
            }

            int end = dot < 0 ? name.Length : start + dot;
            if (!writer.TryReserve(1))
            {
                return false;
            }

            writer.WriteLiteral((hasMembers & (1U << depth)) == 0 ? "\""u8 : ",\""u8);
            writer.Write(name[start..end], end - start, Escapes);
            writer.WriteLiteral("\":{"u8);
            if (writer.IsTruncated)
            {
                return false;
            }

            hasMembers |= 1U << depth;
            path[depth++] = end;
            hasMembers &= ~(1U << depth);
            start = end + 1;
        }

        return true;
    }

    private bool TryWriteLeaf(
        scoped LogRecord record,
        scoped ReadOnlySpan<LogFieldRange> ranges,
        scoped ReadOnlySpan<byte> prefix,
        FieldRules rules,
        (int First, int End) items,
        bool isObject,
        scoped ReadOnlySpan<int> path,
        ref uint hasMembers,
        ref SyslogWriter writer)
    {
        ReadOnlySpan<byte> name = GetName(record.Block, _items[items.First]);
        int start = path.Length == 0 ? 0 : path[^1] + 1;
        ReadOnlySpan<byte> key = start > name.Length ? "_value"u8 : name[start..];
        bool isList = items.End - items.First > 1;
        SyslogWriter before = writer;
        if (writer.TryReserve(isList ? 2 : 1))
        {
            writer.WriteLiteral((hasMembers & (1U << path.Length)) == 0 ? "\""u8 : ",\""u8);
            writer.Write(key, key.Length, Escapes);

            // The name of values that are also objects is not available to a log.
            bool isTaken = start <= name.Length && key.StartsWith("_value"u8) && key["_value".Length..].IndexOfAnyExcept((byte)'_') < 0;
            writer.WriteLiteral(isTaken ? "_"u8 : default);
            writer.WriteLiteral(isList ? "\":[\""u8 : "\":\""u8);
        }

        if (writer.IsTruncated)
        {
            writer = before;
            writer.Truncate();
            return false;
        }

        for (int i = items.First; i < items.End && !writer.IsTruncated; i++)
        {
            LogFieldRange range = ranges[_items[i].Field];
            writer.WriteLiteral(i > items.First ? "\",\""u8 : default);
            if (writer.IsTruncated)
            {
                break;
            }

            FieldMask? mask = rules.FindMask(prefix, record.Block.Slice(range.KeyOffset, range.KeyLength));
            if (mask is null)
            {
                writer.Write(record.Block[range.ValueOffset..], range.ValueLength, Escapes);
            }
            else
            {
                mask.Write(record.Block.Slice(range.ValueOffset, range.ValueLength), Escapes, ref writer);
            }
        }

        writer.WriteReserved(isList ? "\"]"u8 : "\""u8);
        hasMembers |= 1U << path.Length;
        return !writer.IsTruncated;
    }

    private void Collect(scoped LogRecord record, scoped ReadOnlySpan<LogFieldRange> ranges, scoped ReadOnlySpan<byte> prefix, FieldRules rules)
    {
        _count = _textLength = 0;
        if (_items.Length < ranges.Length)
        {
            _items = new Item[Math.Max(ranges.Length, _items.Length * 2)];
        }

        for (int i = 0; i < ranges.Length; i++)
        {
            ReadOnlySpan<byte> name = record.Block.Slice(ranges[i].KeyOffset, ranges[i].KeyLength);
            if (!rules.Includes(prefix, name))
            {
                continue;
            }

            bool isRenamed = rules.TryRename(prefix, name, out ReadOnlySpan<byte> newName);
            name = isRenamed ? newName : name;
            bool isPath = IsPath(name);
            bool isPlain = isPath && !isRenamed && Utf8.IsValid(name);
            _items[_count++] = isPlain
                ? new(false, ranges[i].KeyOffset, name.Length, i)
                : new(true, _textLength, AddText(name, isPath), i);
        }
    }

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

    // Heap sort: no recursion, no allocation, and the same time for every order.
    private void Sort(scoped LogRecord record)
    {
        ReadOnlySpan<byte> block = record.Block;
        for (int i = (_count / 2) - 1; i >= 0; i--)
        {
            SiftDown(block, i, _count);
        }

        for (int end = _count - 1; end > 0; end--)
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

    private readonly record struct Item(bool IsText, int Offset, int Length, int Field);
}
