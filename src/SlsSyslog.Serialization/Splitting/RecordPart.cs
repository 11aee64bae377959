namespace SlsSyslog.Serialization;

/// <summary>Identifies a part of a record that has several messages. Bodies write it as pairs that no log can write.</summary>
internal sealed class RecordPart
{
    public const string IdName = "__record_id__";
    public const string NumberName = "__part__";
    public const string CountName = "__parts__";

    private static readonly byte[] IdBytes = Encoding.ASCII.GetBytes(IdName);
    private static readonly byte[] NumberBytes = Encoding.ASCII.GetBytes(NumberName);
    private static readonly byte[] CountBytes = Encoding.ASCII.GetBytes(CountName);

    /// <summary>Gets the text that all parts of the record have, and no other record.</summary>
    public required byte[] Id { get; init; }

    /// <summary>Gets or sets the number of the part, from 1.</summary>
    public required int Number { get; set; }

    /// <summary>Gets or sets the number of parts.</summary>
    public required int Count { get; set; }

    /// <summary>Gets the names that are reserved while records are split.</summary>
    public static IEnumerable<string> GetNames(MessageOptions message) =>
        message.Oversize == OversizePolicy.Split ? [IdName, NumberName, CountName] : [];

    public void Write(PairLayout layout, ref SyslogWriter writer)
    {
        WriteStart(layout, IdBytes, ref writer);
        writer.Write(Id, Id.Length, layout.ValueEscapes);
        writer.WriteLiteral(layout.Close);
        WriteStart(layout, NumberBytes, ref writer);
        writer.Write(Number);
        writer.WriteLiteral(layout.Close);
        WriteStart(layout, CountBytes, ref writer);
        writer.Write(Count);
        writer.WriteLiteral(layout.Close);
    }

    private static void WriteStart(PairLayout layout, byte[] name, ref SyslogWriter writer)
    {
        writer.WriteLiteral(layout.Open);
        writer.WriteLiteral(name);
        writer.WriteLiteral(layout.Middle);
    }
}
