using System.Text;

namespace SlsSyslog.Serialization;

// One value that a record or its group carries, by the name that SLS' own tools give it.
internal sealed class RecordVariable
{
    private const string TagPrefix = "__tag__:";
    private const string FieldPrefix = "field:";

    private readonly VariableKind _kind;
    private readonly byte[] _key;

    private RecordVariable(VariableKind kind, string key)
    {
        _kind = kind;
        _key = Encoding.UTF8.GetBytes(key);
    }

    public bool DependsOnRecord => _kind == VariableKind.Field;

    // Null, with a fault, when there is no such variable.
    public static RecordVariable? Parse(string name, string option, OptionFaults faults)
    {
        if (name.StartsWith(TagPrefix, StringComparison.Ordinal) && name.Length > TagPrefix.Length)
        {
            return new(VariableKind.Tag, name[TagPrefix.Length..]);
        }

        if (name.StartsWith(FieldPrefix, StringComparison.Ordinal))
        {
            return new(VariableKind.Field, name[FieldPrefix.Length..]);
        }

        VariableKind kind = name switch
        {
            "__topic__" => VariableKind.Topic,
            "__source__" => VariableKind.Source,
            "__project__" => VariableKind.Project,
            "__logstore__" => VariableKind.Logstore,
            "__shard__" => VariableKind.Shard,
            "__raw__" or "__raw_log__" or "__extract_others__" => VariableKind.Field,
            _ when name.StartsWith("__", StringComparison.Ordinal) && name.EndsWith("__", StringComparison.Ordinal) => VariableKind.None,
            _ when name.Length == 0 => VariableKind.None,
            _ => VariableKind.Field,
        };
        if (kind != VariableKind.None)
        {
            return new(kind, name);
        }

        faults.Add(option, name.Length == 0
            ? "a variable has no name. Write {key} with the key of a field."
            : $"there is no variable \"{name}\". Known are __topic__, __source__, __tag__:name, __project__, __logstore__, __shard__, "
                + $"and the keys of fields; a field that is really called so is \"{FieldPrefix}{name}\".");
        return null;
    }

    // Empty when the record has no such value.
    public ReadOnlySpan<byte> Find(LogRecord record)
    {
        switch (_kind)
        {
            case VariableKind.Field:
                record.TryGetField(_key, out ReadOnlySpan<byte> field);
                return field;
            case VariableKind.Tag:
                record.TryGetTag(_key, out ReadOnlySpan<byte> tag);
                return tag;
            case VariableKind.Topic:
                return record.Topic;
            case VariableKind.Source:
                return record.Source;
            case VariableKind.Project:
                return record.Origin is null ? default : record.Origin.Project;
            case VariableKind.Logstore:
                return record.Origin is null ? default : record.Origin.Logstore;
            default:
                return record.Origin is null ? default : record.Origin.Shard;
        }
    }
}
