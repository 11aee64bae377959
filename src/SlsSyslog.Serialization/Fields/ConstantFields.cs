namespace SlsSyslog.Serialization;

/// <summary>Adds fields with constant values to every record. A field of the log with the same name gets an underscore at its end.</summary>
internal sealed class ConstantFields(IEnumerable<KeyValuePair<string, string>> fields) : IRecordStep
{
    private readonly (byte[] Name, byte[] Value)[] _fields =
        [.. fields.Select(field => (Encoding.UTF8.GetBytes(field.Key), Encoding.UTF8.GetBytes(field.Value)))];

    public LogRecord Apply(LogRecord record, scoped ref RecordTransformCounts counts)
    {
        RecordCopy copy = RecordCopy.Of(record);
        int stored = copy.Table.Fields.Length;
        foreach ((byte[] name, byte[] value) in _fields)
        {
            Rename(copy, stored, name);
            int key = copy.Append(name);
            copy.Table.AddField(key, name.Length, copy.Append(value), value.Length);
        }

        return copy.Record;
    }

    // The renamed field must not have the name of another constant either.
    private void Rename(RecordCopy copy, int stored, byte[] name)
    {
        for (int i = 0; i < stored; i++)
        {
            LogFieldRange field = copy.Table.Fields[i];
            while (IsConstant(copy.Bytes.AsSpan(field.KeyOffset, field.KeyLength)))
            {
                int offset = copy.Append(copy.Bytes.AsSpan(field.KeyOffset, field.KeyLength), "_"u8);
                field = new(offset, field.KeyLength + 1, field.ValueOffset, field.ValueLength);
                copy.Table.SetField(i, field);
            }
        }
    }

    private bool IsConstant(scoped ReadOnlySpan<byte> name)
    {
        foreach ((byte[] constant, _) in _fields)
        {
            if (name.SequenceEqual(constant))
            {
                return true;
            }
        }

        return false;
    }
}
