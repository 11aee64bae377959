namespace SlsSyslog.Serialization;

/// <summary>Writes mapped records: the values of the profile by the keys of the output, then all other fields. Each key at most once.</summary>
internal sealed class MappedPairs
{
    private readonly EventMapper _mapper;
    private readonly PairWriter _pairs;
    private readonly PairLayout _layout;
    private readonly ProfileOutput[] _outputs;
    private readonly UnmappedObject? _restObject;

    public MappedPairs(
        EventMapper mapper, PairWriter pairs, MessageOptions message, Func<CompiledProfile, IEnumerable<OutputKey>> findKeys,
        string[] ownKeys, IEnumerable<string> reserved)
    {
        _mapper = mapper;
        _pairs = pairs;
        _layout = pairs.Layout.WithNumberedNames();
        _restObject = message.UnmappedFields == UnmappedFields.Field ? new(_layout) : null;
        string[] allReserved = [.. reserved, .. _restObject is null ? [] : (string[])[UnmappedObject.Name]];
        _outputs = Array.ConvertAll(
            mapper.Profiles, profile => new ProfileOutput(profile, findKeys(profile), _layout, message, ownKeys, allReserved));
    }

    /// <summary>Gets the event of a record that a profile has mapped; null for every other record.</summary>
    public MappedEvent? Find(scoped LogRecord record) => _mapper.Find(record);

    /// <summary>Writes the pairs, in front of the room that was reserved for the mark. What does not fit is cut, or omitted.</summary>
    public void Write(scoped LogRecord record, MappedEvent mapped, ref SyslogWriter writer)
    {
        int start = writer.BytesWritten;
        _pairs.WriteRecordMark(record, ref writer);
        WriteAll(record, mapped, ref writer);
        _pairs.EndMessage(record, start, ref writer);
    }

    private void WriteAll(scoped LogRecord record, MappedEvent mapped, ref SyslogWriter writer)
    {
        ProfileOutput output = _outputs[mapped.Profile!.Number];
        ReadOnlySpan<EventValue> values = mapped.Values;
        foreach (OutputValue value in output.Values)
        {
            ref readonly EventValue found = ref values[value.Slot];
            if (!found.IsPresent || (value.IsPlain && !found.IsVersion6 && TryWritePlain(record, mapped, value, in found, ref writer)))
            {
                continue;
            }

            if (!TryWriteValue(record, mapped, value, in found, ref writer))
            {
                return;
            }
        }

        if (output.Rest is null)
        {
            return;
        }

        if (_restObject is not null)
        {
            _restObject.Write(record, mapped, output.Rest, ref writer);
        }
        else
        {
            output.Rest.TryWritePairs(record, mapped, record.Table.GetCache(output.Rest, writer.EscapesBidi), ref writer);
        }
    }

    private bool TryWriteValue(scoped LogRecord record, MappedEvent mapped, OutputValue value, scoped in EventValue found, ref SyslogWriter writer)
    {
        bool usesOther = found.IsVersion6 || (value.Key.Partner >= 0 && !mapped.GetSlot(value.Key.Partner).IsPresent);
        byte[] text = usesOther ? value.OtherText : value.Text;
        byte[] after = usesOther ? value.OtherAfter : value.After;
        ValueRule rule = value.IsPlain ? default : value.GetRule(found);
        if (rule.IsExcluded)
        {
            return true;
        }

        SyslogWriter start = writer;
        bool isNumber = value.Name.Kind is ValueKind.Integer or ValueKind.Port or ValueKind.Boolean;
        bool isBare = _layout.WritesNumbersUnquoted && isNumber && rule.Mask is null;
        int closeLength = isBare ? 0 : _layout.Close.Length;
        if (writer.TryReserve(closeLength + after.Length))
        {
            writer.WriteLiteral(isBare ? text.AsSpan(0, text.Length - 1) : text);
        }

        bool isKeyComplete = !writer.IsTruncated;
        bool isWritten = isKeyComplete && TryWriteContent(record, mapped, value, in found, rule, ref writer);
        if (isKeyComplete && !isWritten)
        {
            writer = start; // a direction that CEF does not know
            return true;
        }

        if (!isKeyComplete || (writer.IsTruncated && value.Key.Form != OutputForm.Text))
        {
            writer = start;
            writer.Truncate();
            return false;
        }

        writer.WriteReserved(_layout.Close.AsSpan(0, closeLength));
        writer.WriteReserved(after);
        return !writer.IsTruncated;
    }

    // Most values fit even when every byte is escaped, so that nothing has to be reserved or taken back.
    private bool TryWritePlain(
        scoped LogRecord record, MappedEvent mapped, OutputValue value, scoped in EventValue found, ref SyslogWriter writer)
    {
        if (found.Length > value.MaxLength)
        {
            return false;
        }

        ReadOnlySpan<byte> source = mapped.SliceOpen(in record, in found);
        if (writer.TryWritePlainPair(value.WideText, source, found.Length, value.Rest, _layout.ValueEscapes))
        {
            return true;
        }

        int longest = value.Text.Length + (found.Length * EscapeSet.MaxEscapeLength) + value.Rest.Length;
        if (longest > writer.Room)
        {
            return false;
        }

        writer.WriteLiteral(value.Text);
        writer.Write(source, found.Length, _layout.ValueEscapes);
        writer.WriteLiteral(value.Rest.Text);
        return true;
    }

    private bool TryWriteContent(
        scoped LogRecord record, MappedEvent mapped, OutputValue value, scoped in EventValue found, ValueRule rule, ref SyslogWriter writer)
    {
        Span<byte> digits = stackalloc byte[20];
        ReadOnlySpan<byte> source = mapped.SliceOpen(in record, in found);
        int length = value.FitLength(source[..found.Length]);
        if (value.Key.Form == OutputForm.Milliseconds)
        {
            length = TimeReader.FormatMilliseconds(source[..length], digits);
            source = digits;
        }
        else if (value.Key.Form == OutputForm.Direction)
        {
            source = FindDirection(source[..length]);
            length = source.Length;
            if (length == 0)
            {
                return false;
            }
        }

        if (rule.Mask is null)
        {
            writer.Write(source, length, _layout.ValueEscapes);
        }
        else
        {
            rule.Mask.Write(source[..length], _layout.ValueEscapes, ref writer);
        }

        return true;
    }

    private static ReadOnlySpan<byte> FindDirection(scoped ReadOnlySpan<byte> value)
    {
        if (value.SequenceEqual("inbound"u8) || value.SequenceEqual("ingress"u8))
        {
            return "0"u8;
        }

        return value.SequenceEqual("outbound"u8) || value.SequenceEqual("egress"u8) ? "1"u8 : default;
    }
}
