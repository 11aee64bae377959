namespace SlsSyslog.Serialization;

/// <summary>Writes the members of the ECS document for the records of one profile, or for records without a profile.</summary>
internal sealed class EcsDocument
{
    private readonly EcsNode _root;
    private readonly FieldRules _fields;
    private readonly UnmappedFields _unmapped;
    private readonly byte[] _rawName;
    private readonly PairWriter _object;

    public EcsDocument(MessageOptions message, CompiledProfile? profile)
    {
        _root = EcsNode.Create(profile, new(message.Fields));
        _unmapped = message.UnmappedFields;
        _rawName = Encoding.ASCII.GetBytes($"\"{profile?.Source.Name.Replace('-', '_') ?? "log"}\":{{");
        _fields = FieldRules.Compile(message.Fields.WithExcluded(profile?.Source.Drop ?? []));
        _object = new(UnmappedObject.Layout, _fields, marksTruncation: false);
    }

    public void Write(scoped LogRecord record, MappedEvent? mapped, ref SyslogWriter writer)
    {
        bool isFirst = false;
        foreach (EcsNode child in _root.Children)
        {
            if (!TryWrite(record, mapped, child, ref isFirst, ref writer))
            {
                return;
            }
        }
    }

    // Writes a member with the comma before it. Returns false when the message is full.
    private bool TryWrite(scoped LogRecord record, MappedEvent? mapped, EcsNode node, ref bool isFirst, ref SyslogWriter writer)
    {
        if (node.Slot >= 0)
        {
            EventValue value = mapped!.GetSlot(node.Slot);
            return !value.IsPresent || TryWriteValue(record, mapped, node, value, ref isFirst, ref writer);
        }

        SyslogWriter start = writer;
        if (!TryOpen(node.Text, isFirst, ref writer))
        {
            return false;
        }

        bool isEmpty = true;
        bool isComplete = true;
        foreach (EcsNode child in node.Children)
        {
            isComplete = TryWrite(record, mapped, child, ref isEmpty, ref writer);
            if (!isComplete)
            {
                break;
            }
        }

        isComplete = isComplete && node.Name switch
        {
            "event" when node.IsTop && mapped is not null => TryWriteSeverity(mapped, ref isEmpty, ref writer),
            "aliyun" when node.IsTop => TryWriteRest(record, mapped, ref isEmpty, ref writer),
            _ => true,
        };
        return Close(start, isEmpty, isComplete, ref isFirst, ref writer);
    }

    private static bool TryOpen(scoped ReadOnlySpan<byte> name, bool isFirst, ref SyslogWriter writer)
    {
        SyslogWriter start = writer;
        if (writer.TryReserve(1))
        {
            writer.WriteLiteral(isFirst ? default : ","u8);
            writer.WriteLiteral(name);
            writer.WriteLiteral(name.EndsWith("{"u8) ? default : "{"u8);
        }

        if (writer.IsTruncated)
        {
            writer = start;
            writer.Truncate();
            return false;
        }

        return true;
    }

    // An object without members is removed.
    private static bool Close(scoped in SyslogWriter start, bool isEmpty, bool isComplete, ref bool isFirst, ref SyslogWriter writer)
    {
        if (isEmpty)
        {
            writer = start;
            if (!isComplete)
            {
                writer.Truncate();
            }

            return isComplete;
        }

        writer.WriteReserved("}"u8);
        isFirst = false;
        return isComplete;
    }

    private bool TryWriteValue(
        scoped LogRecord record, MappedEvent mapped, EcsNode node, EventValue value, ref bool isFirst, ref SyslogWriter writer)
    {
        ValueRule rule = node.Rules[value.Source < node.Rules.Length ? value.Source : 0];
        if (rule.IsExcluded)
        {
            return true;
        }

        bool isList = node.Kind == ValueKind.List;
        ReadOnlySpan<byte> source = mapped.SliceOpen(in record, in value);
        if (rule.Mask is null && !(isList && source.StartsWith("["u8))
            && writer.TryWritePlainPair(isFirst ? node.WideFirstText : node.WideText, source, value.Length, node.Close, JsonString.Escapes))
        {
            isFirst = false;
            return true;
        }

        bool isBare = node.Kind is ValueKind.Integer or ValueKind.Port or ValueKind.Boolean && rule.Mask is null;
        if (isList && rule.Mask is null && EcsList.Find(mapped.Slice(in record, value), record.Table.GetCache(this, writer.EscapesBidi)) is { } list)
        {
            return EcsList.TryWrite(node.Text, list, ref isFirst, ref writer);
        }

        ReadOnlySpan<byte> close = isBare ? default : isList ? "\"]"u8 : "\""u8;
        SyslogWriter start = writer;
        if (writer.TryReserve(close.Length))
        {
            writer.WriteLiteral(isFirst ? default : ","u8);
            writer.WriteLiteral(node.Text);
            writer.WriteLiteral(isBare ? default : isList ? "[\""u8 : "\""u8);
        }

        bool isKeyComplete = !writer.IsTruncated;
        WriteText(source, value.Length, rule.Mask, ref writer);
        bool canCut = node.Kind is ValueKind.Text or ValueKind.List or ValueKind.Host;
        if (writer.IsTruncated && !(isKeyComplete && canCut))
        {
            writer = start;
            writer.Truncate();
            return false;
        }

        writer.WriteReserved(close);
        isFirst = false;
        return !writer.IsTruncated;
    }

    private static void WriteText(scoped ReadOnlySpan<byte> source, int length, FieldMask? mask, ref SyslogWriter writer)
    {
        if (mask is null)
        {
            writer.Write(source, length, JsonString.Escapes);
        }
        else
        {
            mask.Write(source[..length], JsonString.Escapes, ref writer);
        }
    }

    private static bool TryWriteSeverity(MappedEvent mapped, ref bool isFirst, ref SyslogWriter writer)
    {
        if (mapped.Severity < 0)
        {
            return true;
        }

        SyslogWriter start = writer;
        writer.WriteLiteral(isFirst ? default : ","u8);
        writer.WriteLiteral("\"severity\":"u8);
        writer.Write(mapped.Severity);
        if (writer.IsTruncated)
        {
            writer = start;
            writer.Truncate();
            return false;
        }

        isFirst = false;
        return true;
    }

    private bool TryWriteRest(scoped LogRecord record, MappedEvent? mapped, ref bool isFirst, ref SyslogWriter writer)
    {
        if (_unmapped == UnmappedFields.Omit)
        {
            return true;
        }

        RecordPairs pairs = new(record, mapped);
        FormatterCache cache = record.Table.GetCache(this, writer.EscapesBidi);
        if (!TryWriteMeta(pairs, RecordPairs.Topic, "\"topic\":\""u8, ref isFirst, ref writer)
            || !TryWriteMeta(pairs, RecordPairs.Source, "\"source\":\""u8, ref isFirst, ref writer))
        {
            return false;
        }

        SyslogWriter start = writer;
        if (!TryOpen("\"tags\":"u8, isFirst, ref writer))
        {
            return false;
        }

        bool isEmpty = true;
        bool isComplete = cache.TagTree.TryWrite(
            record, cache.SelectTags(record.Table.Tags, mapped), "__tag__:"u8, _fields, ref isEmpty, ref writer);
        return Close(start, isEmpty, isComplete, ref isFirst, ref writer) && TryWriteFields(record, mapped, cache, ref isFirst, ref writer);
    }

    private bool TryWriteFields(scoped LogRecord record, MappedEvent? mapped, FormatterCache cache, ref bool isFirst, ref SyslogWriter writer)
    {
        if (_unmapped == UnmappedFields.Field)
        {
            return UnmappedObject.TryWriteMember(record, mapped, _object, cache, ref isFirst, ref writer);
        }

        SyslogWriter start = writer;
        if (!TryOpen("\"raw\":"u8, isFirst, ref writer))
        {
            return false;
        }

        SyslogWriter inner = writer;
        bool isOpen = TryOpen(_rawName, isFirst: true, ref writer);
        bool isComplete = isOpen;
        bool isInnerEmpty = true;
        bool isEmpty = true;
        if (isOpen)
        {
            isComplete = cache.Tree.TryWrite(
                record, cache.SelectFields(record.Table.Fields, mapped), default, _fields, ref isInnerEmpty, ref writer);
            isComplete = Close(inner, isInnerEmpty, isComplete, ref isEmpty, ref writer);
        }

        return Close(start, isEmpty, isComplete, ref isFirst, ref writer);
    }

    private bool TryWriteMeta(
        scoped RecordPairs pairs, int index, scoped ReadOnlySpan<byte> name, ref bool isFirst, ref SyslogWriter writer)
    {
        ReadOnlySpan<byte> source = pairs.GetValue(index, out int length);
        ReadOnlySpan<byte> ownName = RecordPairs.GetGroupName(index);
        if (length == 0 || !pairs.IsPresent(index) || !_fields.Includes(default, ownName))
        {
            return true;
        }

        SyslogWriter start = writer;
        if (writer.TryReserve(1))
        {
            writer.WriteLiteral(isFirst ? default : ","u8);
            writer.WriteLiteral(name);
        }

        bool isKeyComplete = !writer.IsTruncated;
        WriteText(source, length, _fields.FindMask(default, ownName), ref writer);
        if (!isKeyComplete)
        {
            writer = start;
            writer.Truncate();
            return false;
        }

        writer.WriteReserved("\""u8);
        isFirst = false;
        return !writer.IsTruncated;
    }
}
