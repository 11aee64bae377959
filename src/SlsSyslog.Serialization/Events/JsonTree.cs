namespace SlsSyslog.Serialization;

/// <summary>
/// Writes fields with dotted names as nested JSON objects. Sorting the names brings the members of an object together, so that every object
/// is written once, and takes time in proportion to n log n. Instances are reused and do not allocate when they have grown.
/// </summary>
internal sealed class JsonTree
{
    private const int MaxDepth = 16;

    private readonly SortedNames _names = new();
    private readonly JsonTreePlan _plan = new();

    /// <summary>Writes the members. Returns false when the message is full; all objects are closed.</summary>
    public bool TryWrite(
        scoped LogRecord record,
        scoped ReadOnlySpan<LogFieldRange> ranges,
        scoped ReadOnlySpan<byte> prefix,
        FieldRules rules,
        ref bool isEmpty,
        ref SyslogWriter writer)
    {
        if (_plan.TryWrite(record, ranges, isEmpty, ref writer))
        {
            isEmpty = false;
            return true;
        }

        _plan.Begin(isEmpty, in writer);
        _names.Collect(record, ranges, prefix, rules);
        Span<int> path = stackalloc int[MaxDepth];
        int depth = 0;
        uint hasMembers = isEmpty ? 0U : 1;
        ReadOnlySpan<byte> block = record.Block;
        scoped ReadOnlySpan<byte> open = default;
        bool isComplete = true;
        for (int i = 0; i < _names.Count && isComplete;)
        {
            ReadOnlySpan<byte> name = _names.GetName(block, i);
            int next = i + 1;
            while (next < _names.Count && _names.GetName(block, next).SequenceEqual(name))
            {
                next++;
            }

            bool isObject = next < _names.Count && IsBelow(_names.GetName(block, next), name);
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
        if (isComplete)
        {
            _plan.End(record.Table.Owner, ranges, in writer);
        }

        return isComplete;
    }

    private static bool IsBelow(scoped ReadOnlySpan<byte> name, scoped ReadOnlySpan<byte> parent) =>
        name.Length > parent.Length && name[parent.Length] == '.' && name.StartsWith(parent);

    // Closes the objects that the name is not in. path contains the ends of the open names.
    private static int CloseObjects(
        scoped ReadOnlySpan<byte> name,
        bool isObject,
        scoped ReadOnlySpan<byte> open,
        scoped ReadOnlySpan<int> path,
        int depth,
        ref SyslogWriter writer)
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
            writer.Write(name[start..end], end - start, JsonString.Escapes);
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
        ReadOnlySpan<byte> name = _names.GetName(record.Block, items.First);
        int start = path.Length == 0 ? 0 : path[^1] + 1;
        ReadOnlySpan<byte> key = start > name.Length ? "_value"u8 : name[start..];
        bool isList = items.End - items.First > 1;
        SyslogWriter before = writer;
        if (writer.TryReserve(isList ? 2 : 1))
        {
            writer.WriteLiteral((hasMembers & (1U << path.Length)) == 0 ? "\""u8 : ",\""u8);
            writer.Write(key, key.Length, JsonString.Escapes);

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
            LogFieldRange range = ranges[_names.GetField(i)];
            writer.WriteLiteral(i > items.First ? "\",\""u8 : default);
            if (writer.IsTruncated)
            {
                break;
            }

            FieldMask? mask = rules.FindMask(prefix, record.Block.Slice(range.KeyOffset, range.KeyLength));
            _plan.AddText(_names.GetField(i), isPlain: mask is null && !isList, in writer);
            if (mask is null)
            {
                writer.Write(record.Block[range.ValueOffset..], range.ValueLength, JsonString.Escapes);
            }
            else
            {
                mask.Write(record.Block.Slice(range.ValueOffset, range.ValueLength), JsonString.Escapes, ref writer);
            }

            _plan.EndValue(in writer);
        }

        writer.WriteReserved(isList ? "\"]"u8 : "\""u8);
        hasMembers |= 1U << path.Length;
        return !writer.IsTruncated;
    }
}
