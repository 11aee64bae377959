namespace SlsSyslog.Serialization;

/// <summary>Represents a value of a record or of its group, by the name that the tools of SLS use.</summary>
internal sealed class RecordVariable
{
    private const string TagPrefix = "__tag__:";
    private const string FieldPrefix = "field:";

    private readonly Kind _kind;
    private readonly byte[] _key;

    private RecordVariable(Kind kind, string key)
    {
        _kind = kind;
        _key = Encoding.UTF8.GetBytes(key);
    }

    /// <summary>Gets one bit for the length of the key of a field, modulo 64; 0 when the variable is not a field.</summary>
    public ulong KeyBit => _kind is Kind.Field or Kind.OwnField ? 1UL << (_key.Length & 63) : 0;

    public bool DependsOnRecord => _kind is Kind.Field or Kind.OwnField or Kind.Time or Kind.IsoTime;

    /// <summary>Parses a name. Adds an error and returns null when the variable does not exist.</summary>
    public static RecordVariable? Parse(string name, string path = "", OptionErrors? errors = null)
    {
        if (name.StartsWith(TagPrefix, StringComparison.Ordinal) && name.Length > TagPrefix.Length)
        {
            return new(Kind.Tag, name[TagPrefix.Length..]);
        }

        if (name.StartsWith(FieldPrefix, StringComparison.Ordinal))
        {
            return new(Kind.OwnField, name[FieldPrefix.Length..]);
        }

        Kind kind = name switch
        {
            "__topic__" => Kind.Topic,
            "__source__" => Kind.Source,
            "__time__" => Kind.Time,
            "__time_iso__" => Kind.IsoTime,
            "__project__" => Kind.Project,
            "__logstore__" => Kind.Logstore,
            "__shard__" => Kind.Shard,
            "__raw__" or "__raw_log__" or "__extract_others__" => Kind.Field,
            _ when name.StartsWith("__", StringComparison.Ordinal) && name.EndsWith("__", StringComparison.Ordinal) => Kind.None,
            _ when name.Length == 0 => Kind.None,
            _ => Kind.Field,
        };
        if (kind != Kind.None)
        {
            return new(kind, name);
        }

        if (name.Length == 0)
        {
            errors?.Add(path, "The name of a variable is empty.", "Specify the key of a field.");
        }
        else
        {
            errors?.Add(
                path,
                $"'{name}' is not a known variable.",
                "Specify __topic__, __source__, __tag__:name, __time__, __time_iso__, __project__, __logstore__, __shard__ or the key of a field; "
                    + $"{FieldPrefix}{name} represents a field with this name.");
        }

        return null;
    }

    /// <summary>Creates a variable for any name: a name that SLS does not use is the key of a field.</summary>
    public static RecordVariable ForField(string name) => Parse(name) ?? new(Kind.Field, name);

    /// <summary>Gets the value; empty when the record does not have it.</summary>
    public ReadOnlySpan<byte> Find(LogRecord record)
    {
        switch (_kind)
        {
            case Kind.Field:
                record.TryGetField(_key, out ReadOnlySpan<byte> field);
                return field;
            case Kind.OwnField:
                record.TryGetOwnField(_key, out ReadOnlySpan<byte> own);
                return own;
            case Kind.Tag:
                record.TryGetTag(_key, out ReadOnlySpan<byte> tag);
                return tag;
            case Kind.Topic:
                return record.HasReservedTopic ? LogRecord.RenamedTopic : record.Topic;
            case Kind.Source:
                return record.Source;
            case Kind.Time:
                return record.Table.FormatTime(isIso: false);
            case Kind.IsoTime:
                return record.Table.FormatTime(isIso: true);
            case Kind.Project:
                return record.Origin is null ? default : record.Origin.Project;
            case Kind.Logstore:
                return record.Origin is null ? default : record.Origin.Logstore;
            default:
                return record.Origin is null ? default : record.Origin.Shard;
        }
    }

    private enum Kind
    {
        None,
        Field,
        OwnField,
        Topic,
        Source,
        Time,
        IsoTime,
        Tag,
        Project,
        Logstore,
        Shard,
    }
}
